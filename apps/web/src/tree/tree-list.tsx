import { useCallback, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { flushSync } from 'react-dom';
import { useNavigate } from 'react-router';
import type { NodeChange } from './changes-between.js';
import type { Row } from './standing-tree.js';
import { TreeRow, placeOf } from './tree-row.js';
import { useWindow } from './windowed-rows.js';

interface Given {
  readonly rows: readonly Row[];
  readonly closed: ReadonlySet<string>;
  readonly changes: ReadonlyMap<string, NodeChange>;
  /** What addresses end with where a past moment is shown. */
  readonly moment: string;
  readonly onToggle: (id: string) => void;
}

/** The tree as a list, walked with the arrow keys as any tree is: left and right close and open, Enter goes there. */
export const TreeList = ({ rows, closed, changes, moment, onToggle }: Given) => {
  const [focused, setFocused] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const goTo = useNavigate();
  const ids = useMemo(() => rows.map(({ node }) => node.id), [rows]);
  const places = useMemo(() => new Map(ids.map((id, index) => [id, index])), [ids]);
  const current = focused !== null && places.has(focused) ? focused : (ids[0] ?? null);
  const pieces = useWindow(list, ids, current === null ? -1 : places.get(current)!);

  const focus = useCallback((id: string | undefined): void => {
    if (id === undefined) return;
    // A row that was not seen is drawn first.
    flushSync(() => setFocused(id));
    list.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)?.focus();
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>): void => {
    const index = current === null ? -1 : (places.get(current) ?? -1);
    const row = rows[index];
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    // On a link of the row, Enter is the link's.
    if (event.key === 'Enter' && event.target instanceof HTMLAnchorElement) return;
    const { node, hasChildren, level } = row;
    const isOpen = hasChildren && !closed.has(node.id);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focus(rows[index + 1]?.node.id),
      ArrowUp: () => focus(rows[index - 1]?.node.id),
      Home: () => focus(rows[0]?.node.id),
      End: () => focus(rows.at(-1)?.node.id),
      ArrowRight: () => (isOpen ? focus(rows[index + 1]?.node.id) : hasChildren && onToggle(node.id)),
      ArrowLeft: () => (isOpen ? onToggle(node.id) : focus(rows.slice(0, index).findLast((above) => above.level < level)?.node.id)),
      Enter: () => {
        const place = placeOf(node);
        if (place !== null) void goTo(place + moment);
        else if (hasChildren) onToggle(node.id);
      },
      ' ': () => hasChildren && onToggle(node.id),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };

  const onClick = (event: MouseEvent<HTMLUListElement>): void => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || event.button !== 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void goTo(link.getAttribute('href')!);
  };

  return (
    <ul role="tree" aria-label="Alignment tree" className="app-tree" ref={list} onKeyDown={onKeyDown} onClick={onClick}>
      {pieces.map((piece) => {
        if ('room' in piece) return <li key={piece.key} role="none" style={{ height: piece.room }} />;
        const { node, ...row } = rows[piece.row]!;
        return (
          <TreeRow
            key={node.id}
            node={node}
            {...row}
            isClosed={closed.has(node.id)}
            isCurrent={node.id === current}
            marks={changes.get(node.id)?.kinds.join(' ') ?? ''}
            moment={moment}
            onToggle={onToggle}
            onFocus={setFocused}
          />
        );
      })}
    </ul>
  );
};
