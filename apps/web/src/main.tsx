import { StrictMode, lazy } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Route, Routes } from 'react-router';
import { Provider } from 'urql';
import { client } from './api/client.js';
import { Alone } from './shell/alone.js';
import { Frame } from './shell/frame.js';
import { NotFound } from './shell/not-found.js';
import { Aim } from './aims/aim.js';
import { Aims } from './aims/aims.js';
import { Thread } from './thread/thread.js';
import { Tree } from './tree/tree.js';
import { Home } from './work/home.js';
import './styles.scss';

/** Fetched when somebody goes there: most people come for their work, and for few of the rest. */
const Administration = lazy(async () => ({ default: (await import('./administration/administration.js')).Administration }));
const Goal = lazy(async () => ({ default: (await import('./goal/goal.js')).Goal }));
const Measure = lazy(async () => ({ default: (await import('./measure/measure.js')).Measure }));
const GlossaryPage = lazy(async () => ({ default: (await import('./words/glossary-page.js')).GlossaryPage }));
const Unit = lazy(async () => ({ default: (await import('./unit/unit.js')).Unit }));
const Units = lazy(async () => ({ default: (await import('./unit/units.js')).Units }));
const Wallboard = lazy(async () => ({ default: (await import('./unit/wallboard.js')).Wallboard }));

const Serve = lazy(async () => ({ default: (await import('./thread/serve.js')).Serve }));
const Audit = lazy(async () => ({ default: (await import('./audit/audit.js')).Audit }));
const AuditLog = lazy(async () => ({ default: (await import('./audit/log.js')).Log }));
const AuditReplay = lazy(async () => ({ default: (await import('./audit/replay.js')).Replay }));
const AuditLedger = lazy(async () => ({ default: (await import('./audit/ledger.js')).Ledger }));
const AuditDiff = lazy(async () => ({ default: (await import('./audit/diff.js')).Diff }));
const AuditFindings = lazy(async () => ({ default: (await import('./audit/findings.js')).Findings }));
const AuditSeals = lazy(async () => ({ default: (await import('./audit/seals.js')).Seals }));
const AuditAccess = lazy(async () => ({ default: (await import('./audit/access.js')).Access }));

createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <Provider value={client}>
      <BrowserRouter>
        <Routes>
          <Route element={<Frame />}>
            <Route index element={<Home />} />
            <Route path="tree" element={<Tree />} />
            <Route path="threads/new" element={<Serve />} />
            <Route path="threads/:id" element={<Thread />} />
            <Route path="goals/:id" element={<Goal />} />
            <Route path="measures/:id" element={<Measure />} />
            <Route path="aims" element={<Aims />} />
            <Route path="aims/:id" element={<Aim />} />
            <Route path="administration/*" element={<Administration />} />
            <Route path="units" element={<Units />} />
            <Route path="units/:id" element={<Unit />} />
            <Route path="audit" element={<Audit />} />
            <Route path="audit/log" element={<AuditLog />} />
            <Route path="audit/replay/:kind/:id" element={<AuditReplay />} />
            <Route path="audit/ledger" element={<AuditLedger />} />
            <Route path="audit/diff" element={<AuditDiff />} />
            <Route path="audit/findings" element={<AuditFindings />} />
            <Route path="audit/seals" element={<AuditSeals />} />
            <Route path="audit/access" element={<AuditAccess />} />
            <Route path="glossary" element={<GlossaryPage />} />
            <Route path="*" element={<NotFound />} />
          </Route>
          <Route element={<Alone />}>
            <Route path="wallboard/:id" element={<Wallboard />} />
          </Route>
        </Routes>
      </BrowserRouter>
    </Provider>
  </StrictMode>,
);
