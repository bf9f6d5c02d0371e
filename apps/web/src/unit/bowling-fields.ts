import { graphql } from '../api/graphql.js';

/** A month of a row. */
export const cellFields = graphql(`
  fragment CellFields on BowlingCell {
    month
    plan
    actual
    letter
    shape
    status
    corrected
    late
  }
`);

/** Where the year of a row is heading. */
export const forecastFields = graphql(`
  fragment ForecastFields on Forecasts {
    of
    until
    plan
    runRate {
      value
      because
    }
    planShifted {
      value
      because
    }
    process {
      value
      low
      high
      because
    }
  }
`);
