import {
  type Metadata,
  Server,
  ServerCredentials,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type UntypedHandleCall,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';
import { GossipService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb.js';
import type gossip from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js';
import { ServerFeaturesService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import features from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import type shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import { StreamsService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import type streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import { localCertificate } from './certificate.js';
import { Line } from './line.js';
import {
  appended,
  caughtUp,
  checkpoint,
  clusterOf,
  confirmation,
  draftOf,
  eventMessage,
  expectationOf,
  failure,
  nameOf,
  streamDeleted,
  streamNotFound,
  wrongVersion,
} from './messages.js';
import { type Draft, type Entry, ServerLog } from './server-log.js';

/** What goes wrong at the next call, or at all of them. Faults of the line are methods of the server's `line`. */
export interface Faults {
  /** Appends still to come that are written, and whose connection is cut before the answer. */
  cutAfterAppend: number;
  /** Appends still to come that are refused by a node that has lost the lead. */
  notLeader: number;
  /** Appends still to come that the server has no room for. */
  busy: number;
  /** Calls are taken and never answered, though the connection lives. */
  mute: boolean;
  /** Subscriptions say nothing any more, though everything else answers. */
  deafSubscriptions: boolean;
  /** Subscriptions are never told that they have reached the end, as by a server older than 23.10. */
  endUntold: boolean;
  /** Every event is delivered twice. */
  doubled: boolean;
  /** Milliseconds before an append is answered. */
  slowAppendMs: number;
  /** Largest append in bytes; a real server has 1 MiB unless told. */
  appendBytesMax: number;
}

type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp>;
type AppendCall = ServerReadableStream<streams.AppendReq, streams.AppendResp>;

/**
 * A server that speaks enough of the EventStoreDB protocol for both clients and can fail in every way that matters. It is
 * a tool of the tests and keeps everything in memory; a restart is the line going down and up again.
 */
export class KurrentTestServer {
  readonly log: ServerLog;
  readonly faults: Faults = {
    cutAfterAppend: 0,
    notLeader: 0,
    busy: 0,
    mute: false,
    deafSubscriptions: false,
    endUntold: false,
    doubled: false,
    slowAppendMs: 0,
    appendBytesMax: 4 * 1_048_576,
  };
  /** Calls that came in, by name: for what a client must not do, or must do again. */
  readonly calls = new Map<string, number>();
  line!: Line;
  /** The authority to trust, where it speaks TLS. */
  authority: string | null = null;
  /** The node appends must go to, where it is not this one. */
  leader: KurrentTestServer | null = null;
  /** All nodes, as gossip tells them. */
  members: KurrentTestServer[] = [this];
  private readonly server = new Server({ 'grpc.max_receive_message_length': 17 * 1_048_576 });
  private readonly subscriptions = new Set<ReadCall>();

  private constructor(
    log: ServerLog,
    private readonly login: string | null,
  ) {
    this.log = log;
  }

  /** Starts one; with a login (`user:password`) it speaks TLS and answers nobody else. */
  static async start({
    log = new ServerLog(),
    login = null,
  }: { readonly log?: ServerLog; readonly login?: string | null } = {}): Promise<KurrentTestServer> {
    const server = new KurrentTestServer(log, login);
    await server.listen();
    return server;
  }

  address(scheme: string, options = 'tls=false'): string {
    return `${scheme}://127.0.0.1:${this.line.port}?${options}`;
  }

  /** Ends every subscription as the server does with one that cannot keep up. */
  dropSubscriptions(): void {
    for (const call of this.subscriptions) call.emit('error', failure(status.ABORTED, 'Consumer too slow'));
    this.subscriptions.clear();
  }

  get subscribers(): number {
    return this.subscriptions.size;
  }

  async stop(): Promise<void> {
    await this.line.down();
    this.server.forceShutdown();
  }

  private async listen(): Promise<void> {
    this.server.addService(StreamsService, {
      append: this.answering('append', (call: AppendCall, reply: sendUnaryData<streams.AppendResp>) => this.append(call, reply)),
      read: this.answering('read', (call: ReadCall) => this.read(call)),
      // Never answered: a client that takes this way is seen by the count, and by a test that runs out of time.
      batchAppend: this.answering('batchAppend', () => {}),
      delete: this.answering('delete', () => {}),
      tombstone: this.answering('tombstone', () => {}),
    });
    this.server.addService(GossipService, {
      read: this.answering('gossip', (_: ServerUnaryCall<shared.Empty, gossip.ClusterInfo>, reply: sendUnaryData<gossip.ClusterInfo>) =>
        reply(null, clusterOf(this.members.map((member) => ({ port: member.line.port, leader: (member.leader ?? member) === member })))),
      ),
    });
    this.server.addService(ServerFeaturesService, {
      getSupportedMethods: this.answering(
        'features',
        (_: ServerUnaryCall<shared.Empty, features.SupportedMethods>, reply: sendUnaryData<features.SupportedMethods>) => {
          const methods = Object.values(StreamsService).map(({ path }: { path: string }) => {
            const [, service = '', method = ''] = path.toLowerCase().split('/');
            return new features.SupportedMethod().setServiceName(service).setMethodName(method);
          });
          reply(null, new features.SupportedMethods().setEventStoreServerVersion('24.10.0').setMethodsList(methods));
        },
      ),
    });
    let credentials = ServerCredentials.createInsecure();
    if (this.login) {
      const { key, certificate, authority } = localCertificate();
      this.authority = authority;
      credentials = ServerCredentials.createSsl(null, [{ private_key: Buffer.from(key), cert_chain: Buffer.from(certificate) }]);
    }
    const port = await new Promise<number>((resolve, reject) =>
      this.server.bindAsync('127.0.0.1:0', credentials, (error, bound) => (error ? reject(error) : resolve(bound))),
    );
    this.line = new Line(port);
    await this.line.up();
  }

  /** What every call goes through first: the count, the silence, and the question who asks. */
  private answering<Call extends { readonly metadata: Metadata }, Reply extends readonly unknown[]>(
    name: string,
    answer: (call: Call, ...reply: Reply) => void,
  ): UntypedHandleCall {
    const handle = (call: Call, ...reply: Reply): void => {
      this.calls.set(name, (this.calls.get(name) ?? 0) + 1);
      if (this.faults.mute) return;
      const asks = call.metadata.get('authorization')[0];
      // The clients ask for features and gossip without a word about who they are, and a real server tells.
      const open = this.login === null || name === 'features' || name === 'gossip';
      if (open || asks === `Basic ${Buffer.from(this.login).toString('base64')}`) return answer(call, ...reply);
      const refused = failure(status.UNAUTHENTICATED, 'Bad HTTP status code: 401');
      const [callback] = reply;
      if (typeof callback === 'function') callback(refused);
      else (call as unknown as ReadCall).emit('error', refused);
    };
    return handle as unknown as UntypedHandleCall;
  }

  private append(call: AppendCall, reply: sendUnaryData<streams.AppendResp>): void {
    let options: streams.AppendReq.Options | undefined;
    const drafts: Draft[] = [];
    call.on('data', (request: streams.AppendReq) => {
      options ??= request.getOptions();
      const message = request.getProposedMessage();
      if (message) drafts.push(draftOf(message));
    });
    // A connection that breaks ends the stream as well, perhaps before its last event: only a whole append is written.
    const whole = (): void => {
      if (options && !call.cancelled) this.write(options, drafts, reply);
    };
    call.on('end', () => setTimeout(whole, this.faults.slowAppendMs));
  }

  private write(options: streams.AppendReq.Options, drafts: readonly Draft[], reply: sendUnaryData<streams.AppendResp>): void {
    const { faults } = this;
    const stream = nameOf(options.getStreamIdentifier());
    const leader = this.leader ?? (faults.notLeader > 0 ? this : null);
    if (leader) {
      faults.notLeader--;
      const [host, port] = ['127.0.0.1', String(leader.line.port)];
      return reply(
        failure(status.NOT_FOUND, 'Leader info available', {
          exception: 'not-leader',
          'leader-endpoint-host': host,
          'leader-endpoint-port': port,
        }),
      );
    }
    if (faults.busy-- > 0) return reply(failure(status.RESOURCE_EXHAUSTED, 'Server is too busy'));
    const bytes = drafts.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
    if (bytes > faults.appendBytesMax)
      return reply(
        failure(status.INVALID_ARGUMENT, 'Maximum Append Size Exceeded.', {
          exception: 'maximum-append-size-exceeded',
          'maximum-append-size': String(faults.appendBytesMax),
        }),
      );
    const expected = expectationOf(options);
    const written = this.log.append(stream, expected, drafts);
    if (faults.cutAfterAppend-- > 0) return this.line.cut();
    if (written.kind === 'deleted') return reply(streamDeleted(stream));
    reply(null, written.kind === 'written' ? appended(written.last) : wrongVersion(expected, written.current));
  }

  private read(call: ReadCall): void {
    const options = call.request.getOptions()!;
    const structured = options.getUuidOption()?.hasStructured() ?? false;
    if (options.hasSubscription()) return void this.subscribe(call, options, structured);
    const stream = nameOf(options.getStream()?.getStreamIdentifier());
    if (this.log.isDeleted(stream)) return void call.emit('error', streamDeleted(stream));
    const entries = this.log.read(stream);
    if (!entries) {
      call.write(streamNotFound(stream));
      return void call.end();
    }
    const place = options.getStream()!;
    const from = place.hasEnd() ? Infinity : place.hasStart() ? 0 : Number(place.getRevision());
    const forwards = options.getReadDirection() === 0;
    const wanted = forwards
      ? entries.filter(({ revision }) => revision >= from)
      : entries.filter(({ revision }) => revision <= from).reverse();
    for (const entry of wanted.slice(0, Number(options.getCount()))) call.write(eventMessage(entry, structured));
    call.end();
  }

  private async subscribe(call: ReadCall, options: streams.ReadReq.Options, structured: boolean): Promise<void> {
    const gone = new AbortController();
    const end = (): void => {
      this.subscriptions.delete(call);
      gone.abort();
    };
    for (const event of ['cancelled', 'close', 'error', 'finish']) call.on(event, end);
    this.subscriptions.add(call);
    const prefixes = options.getFilter()?.getStreamIdentifier()?.getPrefixList() ?? [''];
    const place = options.getAll()?.getPosition();
    const isAfter = ({ commit, prepare }: Entry): boolean =>
      !place ||
      commit > Number(place.getCommitPosition()) ||
      (commit === Number(place.getCommitPosition()) && prepare > Number(place.getPreparePosition()));
    let next = place ? this.log.entries.findIndex(isAfter) : 0;
    if (next < 0) next = this.log.entries.length;
    call.write(confirmation());
    for (let live = false; !gone.signal.aborted;) {
      for (; next < this.log.entries.length && !gone.signal.aborted && !this.faults.deafSubscriptions; next++) {
        const entry = this.log.entries[next]!;
        const ours = prefixes.some((prefix) => entry.stream.startsWith(prefix));
        for (let times = this.faults.doubled ? 2 : 1; ours && times > 0; times--)
          await written(call, eventMessage(entry, structured), gone.signal);
        if (!ours) call.write(checkpoint(entry));
      }
      if (!live && !this.faults.endUntold) call.write(caughtUp());
      live = true;
      await this.log.changed(gone.signal);
    }
  }
}

/** Writes at the pace of the reader. */
const written = async (call: ReadCall, message: streams.ReadResp, gone: AbortSignal): Promise<void> => {
  if (gone.aborted || call.write(message)) return;
  await new Promise<void>((resolve) => {
    const goOn = (): void => {
      gone.removeEventListener('abort', goOn);
      call.off('drain', goOn);
      resolve();
    };
    call.once('drain', goOn);
    gone.addEventListener('abort', goOn);
  });
};
