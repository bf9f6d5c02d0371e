import { graphql, type ResultOf } from '../api/graphql.js';

export const chartFields = graphql(`
  fragment ChartFields on MeasureChart {
    chart
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
      type
      reasons
      segment
      target {
        value
        lo
        hi
      }
    }
    recalculations {
      from
      reason
    }
    warnings {
      code
      text
    }
  }
`);

export type Chart = ResultOf<typeof chartFields>;
export type Point = Chart['points'][number];
