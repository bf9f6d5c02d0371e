import { agentInWords, agents, whoInWords } from './who-words.js';

describe('who did something', () => {
  const by = { name: 'Priya Shah' };

  it('is a person in a post', () => {
    expect(whoInWords({ by, post: { title: 'Ward Manager' }, agent: null })).toBe('Priya Shah, Ward Manager');
    expect(whoInWords({ by, post: null, agent: null })).toBe('Priya Shah');
  });

  it('is the rule by which the service did it, and no person whom the directory does not have', () => {
    const service = { by: { name: 'the service' }, post: null };
    expect(whoInWords({ ...service, agent: 'policy:parent-ended' })).toBe('The service, because what it served had ended');
    expect(whoInWords({ ...service, agent: 'policy:new-one' })).toBe('The service, by its rule new-one');
  });

  it('is said of each agent in words of its own', () => {
    expect(new Set(agents.map(([, words]) => words)).size).toBe(agents.length);
    for (const [agent, words] of agents) expect(agentInWords(agent)).toBe(words);
  });
});
