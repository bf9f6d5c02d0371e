import { Module } from '@nestjs/common';
import { AccessReads } from './accesses.resolver.js';
import { AlignmentReads } from './alignment.resolver.js';
import { chartsOfSubjects } from './bowling.resolver.js';
import { CatchballReads } from './catchball.resolver.js';
import { ConcessionReads } from './concessions.resolver.js';
import { EvidencePacks } from './evidence/evidence-packs.js';
import { ExportPage } from './export.js';
import { FunnelReads } from './funnel.resolver.js';
import { GoalReads } from './goal.resolver.js';
import { HistoryReads } from './history.resolver.js';
import { LogReads } from './log.resolver.js';
import { MeasureReads } from './measure.resolver.js';
import { OrganisationReads } from './organisation.resolver.js';
import { PeopleReads } from './people.resolver.js';
import { Pictures } from './pictures.js';
import { PlanReads } from './plan.resolver.js';
import { ReplayReads } from './replay.resolver.js';
import { PlayedStories } from './replayed.resolver.js';
import { SealReads } from './seal.resolver.js';
import { Reading } from './sight.js';
import { Stories } from './stories.js';
import { StrategyDiffReads } from './strategy-diff.resolver.js';
import { TrueNorthReads } from './true-north.resolver.js';

/** The query side: every root read, over the views at a moment. */
@Module({
  controllers: [Pictures, ExportPage, EvidencePacks],
  providers: [
    Reading,
    OrganisationReads,
    TrueNorthReads,
    CatchballReads,
    GoalReads,
    MeasureReads,
    FunnelReads,
    AlignmentReads,
    StrategyDiffReads,
    ConcessionReads,
    HistoryReads,
    LogReads,
    AccessReads,
    PeopleReads,
    PlanReads,
    SealReads,
    Stories,
    ReplayReads,
    PlayedStories,
    ...chartsOfSubjects,
  ],
})
export class ReadsModule {}
