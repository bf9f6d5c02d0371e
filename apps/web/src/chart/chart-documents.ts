import { graphql, type ResultOf } from '../api/graphql.js';

export const chartFields = graphql(`
  fragment ChartFields on MeasureChart {
    chart
    counted
    figures
    knownAt
    assurance
    assuranceText
    variation
    variationText
    limitsShown
    problem
    targetBecause
    rulesVersion
    preset
    points {
      period
      date
      value
      numerator
      denominator
      mean
      lower
      upper
      displayLower
      displayUpper
      missing
      ghost
      ghostBecause
      provisional
      movingRange
      type
      reasons
      segment
      target {
        value
        lo
        hi
      }
    }
    segments {
      from
      to
      points
      trial
      recalculated
      baselineTo
      mean
      meanMovingRange
      upperMovingRange
    }
    recalculations {
      from
      on
      reason
      referenceText
      by {
        id
        name
      }
    }
    warnings {
      code
      text
    }
  }
`);

export type Chart = ResultOf<typeof chartFields>;
export type Point = Chart['points'][number];
