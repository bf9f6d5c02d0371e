import { useState } from 'react';
import { LabelledChoice } from '../shell/labelled.js';
import { More } from '../shell/more.js';
import { Answer, Empty } from '../shell/states.js';
import { usePages } from '../shell/use-pages.js';
import { planSteps, type PlanStep } from './plan-documents.js';

const parts: Readonly<Record<PlanStep['part'], string>> = {
  DIRECTORY: 'People',
  ORGANISATION: 'Organisation, units and posts',
  MEASURES: 'Measures',
  TRUE_NORTH: 'True North',
  OBJECTIVES: 'Breakthrough objectives',
  CYCLES: 'Cycles',
  CANDIDATES: 'Candidates for annual aims',
  SCORES: 'Scores',
  DECISIONS: 'What is adopted and what is dropped',
  CLASSES: 'Driver and watch measures',
  ACTIVATION: 'Cycles that begin',
};

const turns = [
  ['', 'all steps'],
  ['NOW', 'yours, now'],
  ['LATER', 'yours, later'],
  ['OTHERS', 'for others'],
] as const;
type Turn = PlanStep['turn'];

const whose = ({ turn, doneBy }: PlanStep): string => (turn === 'NOW' ? 'Yours' : turn === 'LATER' ? 'Yours, later' : `For ${doneBy}`);

/** Steps of one part that follow each other. */
const inParts = (steps: readonly PlanStep[]): readonly (readonly [PlanStep['part'], readonly PlanStep[]])[] => {
  const runs = new Map<PlanStep['part'], PlanStep[]>();
  for (const step of steps) runs.set(step.part, [...(runs.get(step.part) ?? []), step]);
  return [...runs];
};

/** Every step of a plan in the order in which it is done, with who does it; `plan` is its text and file name. */
export const PlanSteps = ({ plan }: { readonly plan: { readonly text: string; readonly file: string } }) => {
  const [turn, setTurn] = useState<Turn | ''>('');
  const pages = usePages(planSteps, { plan, turn: turn || null }, ({ planPreview }) => planPreview);
  return (
    <>
      <h2 className="nhsuk-heading-m">Step by step</h2>
      <LabelledChoice label="Show" value={turn} choices={turns} onChange={(value) => setTurn(value as Turn | '')} />
      <Answer asked={pages} what="the steps" retry={pages.again}>
        {({ nodes }) =>
          nodes.length === 0 ? (
            <Empty>
              <p>No step of the plan is like that. Choose “all steps”.</p>
            </Empty>
          ) : (
            inParts(nodes).map(([part, steps]) => (
              <section key={part}>
                <h3 className="nhsuk-heading-s">{parts[part]}</h3>
                <ol className="app-plan-steps">
                  {steps.map((step) => (
                    <li key={step.number} value={step.number} data-turn={step.turn}>
                      {step.says} <span className="app-plan-steps__whose">{whose(step)}</span>
                    </li>
                  ))}
                </ol>
              </section>
            ))
          )
        }
      </Answer>
      <More pages={pages} what="steps" />
    </>
  );
};
