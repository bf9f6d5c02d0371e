import { Heading } from '../shell/heading.js';

/** How a whole plan is brought in: by the command line, and why not here. */
export const PlanImport = () => (
  <>
    <Heading title="Import a plan" />
    <p>
      A plan is one YAML or JSON file with the organisation, its units, posts and people, True North, objectives, cycles, candidates and
      measures. It acts in the posts of several people at once, such as every executive who scores a candidate, which nobody can do from a
      page they are signed in to as themselves. It is therefore brought in beside the service, by whoever keeps its data folder.
    </p>
    <ol>
      <li>
        <p>See what it would do. Nothing is written:</p>
        <pre className="app-command" tabIndex={0}>
          <code>hoshin import plan trust.yaml --dry-run</code>
        </pre>
      </li>
      <li>
        <p>Bring it in. What is refused stops it there; what was done stays, and the corrected plan goes on from it:</p>
        <pre className="app-command" tabIndex={0}>
          <code>hoshin import plan trust.yaml</code>
        </pre>
      </li>
      <li>
        <p>A later version of the plan changes what it says differently, with your reason:</p>
        <pre className="app-command" tabIndex={0}>
          <code>hoshin import plan trust.yaml --reason &quot;divisions renamed by the board on 3 June&quot;</code>
        </pre>
      </li>
    </ol>
    <p>
      Name the data folder with <code>--data</code> where it is not the usual one. The format is described in{' '}
      <code>docs/plan.schema.json</code>; editors complete and check a plan by it. Goals are not imported: they come from catchball.
    </p>
  </>
);
