import { graphql, type ResultOf } from '../api/graphql.js';
import { chartFields } from '../chart/chart-documents.js';
import { cellFields, forecastFields } from './bowling-fields.js';
import { findingFields } from './finding-fields.js';

const goalOfUnit = graphql(`
  fragment GoalOfUnit on Goal {
    id
    statement
    state
    standing
    atRisk
    owner {
      id
      title
    }
    terms {
      due
      measured {
        maintain
      }
    }
    achievement {
      attainment
      pace
      status
      because
      reported
      reportedInWords
      milestonesDone
      milestonesDue
      watermelon
      latest {
        period
      }
    }
  }
`);

const threadOfUnit = graphql(`
  fragment ThreadOfUnit on Thread {
    id
    kind
    openness
    phase
    due
    overdue
    holder {
      id
      title
    }
    holderSince
    holderVacant
    giver {
      id
      title
    }
    receiver {
      id
      title
    }
    question
    table {
      statement
    }
    inForce {
      statement
    }
    offers {
      offer {
        statement
      }
    }
  }
`);

const lineFields = graphql(`
  fragment LineFields on ScorecardLine {
    id
    name
    class
    unitOfMeasure
    direction {
      kind
    }
    latestPeriod
    latestValue
    met
    target {
      value
      lo
      hi
    }
    reading
    variation
    variationText
    assurance
    assuranceText
    periodsOverdue
    awaitedPeriod
    awaitedBy
    place
  }
`);

const rowFields = graphql(
  `
    fragment RowFields on BowlingRow {
      id
      kind
      statement
      state
      measureName
      unitOfMeasure
      measure {
        id
        kind
      }
      owner {
        id
        title
      }
      due
      basis
      jop
      target
      yearTarget
      yearToDatePlan
      yearToDateActual
      reportedInWords
      variation
      variationText
      assurance
      assuranceText
      cells {
        ...CellFields
      }
    }
  `,
  [cellFields],
);

export const unitDocument = graphql(
  `
    query UnitPage($id: ID!, $asOf: AsOfInput, $view: BowlingView) {
      unitPage(unit: $id, asOf: $asOf) {
        unit {
          id
          name
          kind
          code
          parent {
            id
            name
          }
          children {
            id
            name
          }
          bowlingChart(view: $view) {
            year
            months
            rows {
              ...RowFields
              ghosts {
                revision
                on
                plan
              }
              forecasts {
                ...ForecastFields
                remaining
              }
            }
            withoutRow {
              goal
              statement
              because
            }
          }
          scorecard {
            falseIconsInWords
            lines {
              ...LineFields
              measure {
                id
                kind
                chart {
                  ...ChartFields
                }
              }
            }
          }
        }
        goals {
          ...GoalOfUnit
        }
        sponsored {
          id
          statement
        }
        threads {
          ...ThreadOfUnit
        }
        findings {
          ...FindingFields
        }
        posts {
          id
          title
          role
          leads
          vacant
          holders {
            id
            name
          }
        }
        statistics {
          threads
          settled
          overdue
          meanRounds
        }
      }
    }
  `,
  [goalOfUnit, threadOfUnit, lineFields, rowFields, forecastFields, chartFields, findingFields],
);

export const wallboardDocument = graphql(
  `
    query Wallboard($id: ID!, $asOf: AsOfInput) {
      unitPage(unit: $id, asOf: $asOf) {
        unit {
          id
          name
          bowlingChart {
            rows {
              ...RowFields
            }
          }
          scorecard {
            lines {
              ...LineFields
              measure {
                id
                kind
              }
            }
          }
        }
        threads {
          ...ThreadOfUnit
        }
      }
    }
  `,
  [threadOfUnit, lineFields, rowFields],
);

export type UnitPage = NonNullable<ResultOf<typeof unitDocument>['unitPage']>;
export type GoalOfUnit = UnitPage['goals'][number];
export type ThreadOfUnit = UnitPage['threads'][number];
export type FindingOfUnit = UnitPage['findings'][number];
export type BowlingChart = UnitPage['unit']['bowlingChart'];
export type BowlingRow = BowlingChart['rows'][number];
export type BowlingCell = BowlingRow['cells'][number];
export type Forecasts = BowlingRow['forecasts'];
export type Scorecard = UnitPage['unit']['scorecard'];
export type ScorecardLine = Scorecard['lines'][number];
export type WallUnit = NonNullable<ResultOf<typeof wallboardDocument>['unitPage']>;
