import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage, type Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost, ModuleRef } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import { MessageType, handleProtocols, makeServer, type Context, type Server } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ViewHost } from '#cqrs';
import type { PersonId, Shapes } from '#strategy';
import { notTooOften } from '../access/asking-rate.js';
import type { Authentication, Claims } from '../access/authentication.js';
import { Gate, notSignedIn } from '../access/gate.js';
import type { Config } from '../config.js';
import { bugAnswer } from '../graphql/errors.js';
import type { AddressRate } from '../operations/address-rate.js';
import { Player } from '../operations/player.js';
import type { RequestRate } from '../operations/request-rate.js';
import { ADDRESS_RATE, PERSON_RATE } from '../operations/tokens.js';
import { tooOften } from '../operations/watched-requests.js';
import { AUTHENTICATION, CONFIG, LOGGER, VIEWS } from '../record/tokens.js';
import { byTheProtocol, closeCodes, farewell, noMessage, refusedSignIn, stopping, tooManySockets, type Farewell } from './farewell.js';
import { Follower } from './follower.js';
import { SOCKET_LIMITS, type SocketLimits } from './limits.js';
import { Operations, type OperationRules } from './operations.js';
import { isOwnOrigin } from './origin.js';
import { Peer } from './peer.js';
import { Session, signInHeaders, type SignedIn, type SocketContext } from './session.js';

const path = '/graphql';
/** What the GraphQL module was set up with: the socket goes by the same rules, whatever they are. */
const graphqlOptions = 'GqlModuleOptions';

type Parameters = Readonly<Record<string, unknown>>;
type SocketState = Context<Parameters, Peer>;

/** Takes sockets at /graphql by the protocol graphql-transport-ws, for subscriptions alone. */
@Injectable()
export class SocketServer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly peers = new Set<Peer>();
  private readonly sockets: WebSocketServer;
  private operations!: Operations;
  private protocol!: Server<Peer>;
  private isStopping = false;

  constructor(
    @Inject(HttpAdapterHost) private readonly http: HttpAdapterHost,
    @Inject(ModuleRef) private readonly modules: ModuleRef,
    @Inject(Follower) private readonly follower: Follower,
    @Inject(Player) private readonly player: Player,
    @Inject(Gate) private readonly gate: Gate,
    @Inject(AUTHENTICATION) private readonly authentication: Authentication,
    @Inject(PERSON_RATE) private readonly rate: RequestRate,
    @Inject(ADDRESS_RATE) private readonly addressRate: AddressRate,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(VIEWS) private readonly views: ViewHost<Shapes>,
    @Inject(LOGGER) private readonly log: Logger,
    @Inject(SOCKET_LIMITS) private readonly limits: SocketLimits,
  ) {
    this.sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: limits.messageBytesMax,
      handleProtocols,
    });
    this.sockets.on('wsClientError', ({ message }, socket) =>
      refuse(socket, [400, 'BAD_REQUEST', `this request can become no WebSocket: ${message}`]),
    );
  }

  /** What is connected and followed now. */
  get counts(): { readonly sockets: number; readonly subscriptions: number } {
    return { sockets: this.peers.size, subscriptions: this.follower.size + this.player.size };
  }

  onApplicationBootstrap(): void {
    const options = this.modules.get<ApolloDriverConfig>(graphqlOptions, { strict: false });
    const { schema } = this.modules.get(GraphQLSchemaHost, { strict: false });
    this.operations = new Operations({
      schema,
      introspection: options.introspection !== false,
      tokensMax: options.parseOptions?.maxTokens ?? Infinity,
      rules: [...(options.validationRules ?? [])],
      format: options.formatError as OperationRules['format'],
    });
    this.protocol = this.speaking();
    const server = this.http.httpAdapter.getHttpServer() as HttpServer;
    server.on('upgrade', (request, socket, head) => this.asked(request, socket, head));
  }

  /** Everybody is told to go before the HTTP server ends, which waits for them. */
  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    for (const peer of this.peers) peer.leave(stopping);
    await Promise.all([...this.peers].map((peer) => peer.closed()));
    this.follower.stop();
  }

  private asked(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const refused = this.refusal(request);
    if (refused) return refuse(socket, refused);
    this.sockets.handleUpgrade(request, socket, head, (opened) => this.welcome(opened, request));
  }

  private refusal(request: IncomingMessage): Refused | null {
    const seconds = this.addressRate.secondsToWait(request);
    if (seconds > 0) {
      const { code, message } = tooOften('address', seconds);
      return [429, code, message, seconds];
    }
    if (!URL.canParse(request.url ?? '', 'http://host') || new URL(request.url ?? '', 'http://host').pathname !== path)
      return [404, 'NOT_FOUND', `there is no socket here: connect to ${path}`];
    if (request.headers.upgrade?.toLowerCase() !== 'websocket')
      return [400, 'BAD_REQUEST', 'the connection becomes a WebSocket or stays as it is: leave the Upgrade header out'];
    if (!isOwnOrigin(request, this.config))
      return [403, 'FORBIDDEN', `pages of ${String(request.headers.origin)} may open no socket here: only this service’s own may`];
    if (this.isStopping) return [503, 'STOPPING', 'the service is stopping: connect again in a moment'];
    if (this.peers.size >= this.limits.socketsMax)
      return [503, 'TOO_MANY_SOCKETS', `${this.limits.socketsMax} sockets are open, no more are taken: try again in a moment`];
    return null;
  }

  private welcome(socket: WebSocket, { headers }: IncomingMessage): void {
    const peer = new Peer(socket, headers, this.limits);
    this.peers.add(peer);
    const closed = this.protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => peer.send(text),
        close: (code = closeCodes.bug, reason = '') => peer.leave(byTheProtocol(code, reason)),
        onMessage: (take) => {
          socket.on('message', (data: Buffer, isBinary) => {
            if (!peer.heard()) return;
            const text = data.toString('utf8');
            if (isBinary || !isOfClients(text)) return peer.leave(noMessage);
            take(text).catch((error: unknown) => peer.leave(this.bug(error)));
          });
        },
      },
      peer,
    );
    peer.onLeft = (code, reason) => void closed(code, reason).catch((error: unknown) => this.bug(error));
    socket.once('close', () => this.peers.delete(peer));
  }

  private bug(error: unknown): Farewell {
    return farewell(closeCodes.bug, bugAnswer(this.log, error, 'socket').message);
  }

  private speaking(): Server<Peer> {
    return makeServer<Parameters, Peer>({
      connectionInitWaitTimeout: this.limits.signInMs,
      onConnect: ({ extra: peer, connectionParams }) => this.connect(peer, connectionParams),
      onSubscribe: ({ extra: peer, subscriptions }, _id, payload) => {
        const { subscriptionsMax } = this.limits;
        if (Object.keys(subscriptions).length > subscriptionsMax) return [tooManySubscriptions(subscriptionsMax)];
        return this.operations.accept(payload, this.contextOf(peer));
      },
      onError: (_state: SocketState, _id, _payload, errors) => this.operations.formatted(errors),
      onNext: (_state: SocketState, _id, _payload, _args, { data, errors }) =>
        errors && { ...(data !== undefined && { data }), errors: this.operations.formatted(errors) },
    });
  }

  private contextOf(peer: Peer): SocketContext {
    const { person, claims } = peer.session!;
    return { claims, correlationId: randomUUID(), cost: { spent: 0 }, person, outbox: peer };
  }

  private async connect(peer: Peer, parameters: Parameters | undefined): Promise<boolean> {
    const onRefused = (error: unknown): void => peer.leave(refusedSignIn(error) ?? this.bug(error));
    try {
      const claims = await this.authentication.authenticateUpgrade(signInHeaders(peer.headers, parameters));
      if (!claims) throw notSignedIn();
      notTooOften(this.rate, claims);
      const session = new Session(this.standing(claims), {
        recheck: async (claimed) => this.standing(await this.authentication.recheck(claimed)),
        recheckMs: this.limits.recheckMs,
        onRefused,
      });
      if (peer.left) {
        session.end();
        return false;
      }
      peer.session = session;
      const { socketsPerPersonMax } = this.limits;
      if (this.socketsOf(session.person) > socketsPerPersonMax) peer.leave(tooManySockets(socketsPerPersonMax));
    } catch (error) {
      onRefused(error);
    }
    return !peer.left;
  }

  private socketsOf(person: PersonId): number {
    let count = 0;
    for (const peer of this.peers) if (peer.person === person && !peer.left) count++;
    return count;
  }

  /** Who claims speak for now; throws what any read would be refused with. */
  private standing(claims: Claims): SignedIn {
    const person = this.gate.person({ claims, correlationId: randomUUID() });
    this.views.now();
    return { person, claims };
  }
}

const tooManySubscriptions = (max: number): GraphQLError =>
  new GraphQLError(`the socket carries ${max} subscriptions, no more are allowed: complete one first`, {
    extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' },
  });

const ofClients = new Set<unknown>([
  MessageType.ConnectionInit,
  MessageType.Ping,
  MessageType.Pong,
  MessageType.Subscribe,
  MessageType.Complete,
]);
/** Whether a text is a message of a kind that clients send: what only a service sends would be taken for a bug of ours. */
const isOfClients = (text: string): boolean => {
  try {
    const message = JSON.parse(text) as { readonly type?: unknown } | null;
    return ofClients.has(message?.type);
  } catch {
    return false;
  }
};

type Refused = readonly [status: number, code: string, message: string, retryAfterSeconds?: number];

/** Answers a request that becomes no socket, as any other request is refused. */
const refuse = (socket: Duplex, [status, code, message, retryAfterSeconds]: Refused): void => {
  const again = retryAfterSeconds !== undefined && { retryAfterSeconds };
  const body = JSON.stringify({ errors: [{ message, extensions: { code, ...again } }] });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'x-content-type-options: nosniff',
    ...(again ? [`retry-after: ${again.retryAfterSeconds}`] : []),
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
};
