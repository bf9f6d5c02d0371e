import { randomUUID } from 'node:crypto';
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Trouble } from '#cqrs';
import { Bowling, bowlingViews, scorecard, type BowlingChart, type BowlingView } from '#strategy';
import { notTooOften } from '../access/asking-rate.js';
import type { Authentication } from '../access/authentication.js';
import type { RequestRate } from '../operations/request-rate.js';
import { PERSON_RATE } from '../operations/tokens.js';
import { AUTHENTICATION } from '../record/tokens.js';
import { bad, found, momentOf, onlyKnown, oneOf, textOf, type Asked } from './asked.js';
import { bowlingPicture, chartPicture, scorecardOf, widthIn, widths, type Drawing } from './drawing.js';
import { Reading, type Sight } from './sight.js';

/** A scorecard of more measures is no picture. */
const linesMax = 500;

/** What every picture may be asked; a field a picture does not have is refused, so that no slip of the pen draws another picture. */
const fieldsOfAll = ['asOf', 'knownAt', 'width', 'colour'];

const drawingOf = (asked: Asked): Drawing => {
  const text = textOf(asked, 'width') ?? String(widths.usual);
  const width = widthIn(text) ?? bad('width', `is a number of pixels from ${widths.least} to ${widths.most}, not ${text.slice(0, 40)}`);
  return { width, grey: oneOf(asked, 'colour', ['yes', 'no'], 'yes') === 'no' };
};

/**
 * Charts as SVG files, for board papers: by a token, or opened by somebody who is signed in. `?asOf=` takes a day or
 * the number of an event, and so does `?knownAt=` where figures are to be as they were known then; `?width=` takes pixels, `?colour=no` draws for a printer without.
 */
@Controller('pictures')
export class Pictures {
  constructor(
    @Inject(Reading) private readonly reading: Reading,
    @Inject(AUTHENTICATION) private readonly authentication: Authentication,
    @Inject(PERSON_RATE) private readonly rate: RequestRate,
  ) {}

  @Get('measures/:id/chart.svg')
  async chart(@Param('id') id: string, @Query() asked: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { moment, known } = await this.sight(request, asked, ['figures', 'movingRanges']);
    const drawn = chartPicture(
      moment,
      found(moment.tables.measures.get(id), 'measure'),
      {
        known,
        figures: oneOf(asked, 'figures', ['known', 'published'], 'known') === 'published' ? 'PUBLISHED' : 'KNOWN',
        movingRanges: oneOf(asked, 'movingRanges', ['yes', 'no'], 'no') === 'yes',
      },
      drawingOf(asked),
    );
    if ('problem' in drawn) throw new Trouble('NOT_FOUND', drawn.problem);
    send(reply, drawn.picture);
  }

  @Get('units/:id/bowling-chart.svg')
  async unit(@Param('id') id: string, @Query() asked: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.bowling(request, reply, asked, ({ moment }, bowling) => ({
      title: moment.tables.units.get(id)?.name ?? '',
      chart: bowling.ofUnit(id, { view: viewOf(asked) }),
    }));
  }

  @Get('posts/:id/bowling-chart.svg')
  async post(@Param('id') id: string, @Query() asked: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.bowling(request, reply, asked, ({ moment }, bowling) => ({
      title: moment.tables.posts.get(id)?.title ?? '',
      chart: bowling.ofPost(id, { view: viewOf(asked) }),
    }));
  }

  @Get('aims/:id/bowling-chart.svg')
  async aim(@Param('id') id: string, @Query() asked: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.bowling(request, reply, asked, ({ moment }, bowling) => ({
      title: moment.tables.aims.get(id)?.terms.statement ?? '',
      chart: bowling.ofAim(id, { view: viewOf(asked) }),
    }));
  }

  @Get('goals/:id/bowling-chart.svg')
  async goal(@Param('id') id: string, @Query() asked: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.bowling(request, reply, asked, ({ moment }, bowling) => ({
      title: moment.tables.goals.get(id)?.terms.statement ?? '',
      chart: bowling.ofGoal(id, { view: viewOf(asked) }),
    }));
  }

  @Get('units/:id/scorecard.svg')
  async scorecard(
    @Param('id') id: string,
    @Query() asked: Asked,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { moment, known } = await this.sight(request, asked, ['withUnitsBelow']);
    const withUnitsBelow = oneOf(asked, 'withUnitsBelow', ['yes', 'no'], 'no') === 'yes';
    const card = found(scorecard(moment, id, { withUnitsBelow }), 'unit');
    if (card.lines.length > linesMax)
      bad('withUnitsBelow', `makes a picture of ${card.lines.length} measures, ${linesMax} are allowed: ask unit by unit`);
    send(reply, scorecardOf(moment, moment.tables.units.get(id)!.name, card, drawingOf(asked), known));
  }

  private async bowling(
    request: FastifyRequest,
    reply: FastifyReply,
    asked: Asked,
    ask: (sight: Sight, bowling: Bowling) => { readonly title: string; readonly chart: BowlingChart | null },
  ): Promise<void> {
    const sight = await this.sight(request, asked, ['view']);
    const { moment, now, reader, known } = sight;
    const { title, chart } = ask(sight, new Bowling(moment, now, reader));
    send(reply, bowlingPicture(moment, title, found(chart, 'unit, post, aim or goal'), drawingOf(asked), known));
  }

  private async sight(request: FastifyRequest, asked: Asked, fields: readonly string[]): Promise<Sight> {
    const claims = await this.authentication.authenticateOpening(request.headers);
    if (claims) notTooOften(this.rate, claims);
    const context = { claims, correlationId: randomUUID() };
    onlyKnown(asked, [...fieldsOfAll, ...fields], 'picture');
    return this.reading.sight(context, momentOf(asked, 'asOf'), null, momentOf(asked, 'knownAt'));
  }
}

const viewOf = (asked: Asked): BowlingView => oneOf(asked, 'view', bowlingViews, 'AS_KNOWN_NOW');

const send = (reply: FastifyReply, picture: string): void =>
  void reply.type('image/svg+xml; charset=utf-8').header('cache-control', 'private, no-store').send(picture);
