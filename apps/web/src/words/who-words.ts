/** What the service does by a rule of its own, by that rule's name in the record. */
const agentWords: Readonly<Record<string, string>> = {
  service: 'The service itself',
  'service:access': 'The service, which notes who took what from the record',
  'policy:seal': 'The service, which seals the log',
  'policy:agreement-makes-goal': 'The service, because an agreement makes its goal',
  'policy:parent-changed': 'The service, because what it serves had changed',
  'policy:parent-ended': 'The service, because what it served had ended',
  'policy:release': 'The service, because one side of a link was released',
  'policy:import-reversed': 'The service, because an import was reversed',
  operator: 'The operator of the data folder',
  import: 'An import',
};

/** What acted where no post did. */
export const agentInWords = (agent: string): string => agentWords[agent] ?? `The service, by its rule ${agent.replace(/^\w+:/, '')}`;

/** Everything that can have acted without a post, with its words: what somebody may look for. */
export const agents: readonly (readonly [agent: string, words: string])[] = Object.entries(agentWords);

/** Who did something: a person in a post, or what the service did it by. */
export const whoInWords = ({
  by,
  post,
  agent,
}: {
  readonly by: { readonly name: string };
  readonly post: { readonly title: string } | null;
  readonly agent: string | null;
}): string => {
  if (agent !== null) return agentInWords(agent);
  return post ? `${by.name}, ${post.title}` : by.name;
};
