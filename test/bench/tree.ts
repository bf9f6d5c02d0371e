/** The alignment tree over HTTP against bare Apollo that answers the same bytes from prepared objects. */
import { result, type Result } from './report.js';
import { startServer, type Scene } from './scene.js';
import { graphqlRequest } from './processes.js';

export const treeFields = 'id parentId rank kind statement unitId ownerId standing due target';
export const treeQuery = `query Tree($asOf: AsOfInput) { alignmentTree(asOf: $asOf) { __typename ... on AlignmentTree { nodes { ${treeFields} } } } }`;

const clients = 4;
/** Enough requests for a second or so, whatever the size of the tree. */
const requestsFor = (nodes: number): number => Math.min(1_000, Math.ceil(80_000 / nodes));
const warmUp = 30;

export const measureTree = async ({ events, trust, port, generator, tokenOf }: Scene, runs: number, aims: boolean): Promise<Result[]> => {
  const ours = graphqlRequest(treeQuery, {}, await tokenOf(trust.chief));
  const theirs = graphqlRequest(treeQuery);
  const drive = (at: number, request: string, count: number) =>
    generator.drive({ port: at, clients: Array.from({ length: clients }, () => Array(count).fill(request)), expected: '"nodes"' });
  const { sample } = await drive(port, ours, warmUp);
  const tree = (JSON.parse(sample) as { data: { alignmentTree: { nodes: object[] } } }).data.alignmentTree;
  const peer = await startServer({ answers: { alignmentTree: tree } });
  try {
    const { sample: same } = await drive(peer.port, theirs, warmUp);
    if (same !== sample) throw new Error('the bare server does not answer the same bytes');
    const count = requestsFor(tree.nodes.length);
    const [own, other]: [number[], number[]] = [[], []];
    for (let run = 0; run < runs; run++) {
      own.push((count * clients) / (await drive(port, ours, count)).seconds);
      other.push((count * clients) / (await drive(peer.port, theirs, count)).seconds);
    }
    return [
      result({
        name: `tree × 10 fields`,
        events,
        unit: 'requests/s',
        runs: own,
        peer: { name: 'bare', runs: other },
        ...(aims && { aim: { of: 'ratio', atLeast: 0.8 } }),
      }),
    ];
  } finally {
    await peer.close();
  }
};
