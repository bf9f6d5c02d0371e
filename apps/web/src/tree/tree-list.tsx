import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import type { Row } from './standing-tree.js';
import { TreeRow, placeOf } from './tree-row.js';
import type { ChangeKind } from './tree-documents.js';

interface Given {
  readonly rows: readonly Row[];
  readonly closed: ReadonlySet<string>;
  readonly marks: ReadonlyMap<string, ReadonlySet<ChangeKind>>;
  readonly onToggle: (id: string) => void;
}

/** The tree as a list, walked with the arrow keys as any tree is: left and right close and open, Enter goes there. */
export const TreeList = ({ rows, closed, marks, onToggle }: Given) => {
  const [focused, setFocused] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const goTo = useNavigate();
  const current = rows.some(({ node }) => node.id === focused) ? focused : (rows[0]?.node.id ?? null);
  const places = useMemo(() => new Map(rows.map(({ node }, index) => [node.id, index])), [rows]);

  const focus = useCallback((id: string | undefined): void => {
    if (id === undefined) return;
    setFocused(id);
    list.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)?.focus();
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>): void => {
    const index = current === null ? -1 : (places.get(current) ?? -1);
    const row = rows[index];
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
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
        if (place !== null) void goTo(place);
        else if (hasChildren) onToggle(node.id);
      },
      ' ': () => hasChildren && onToggle(node.id),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };

  return (
    <ul role="tree" aria-label="Alignment tree" className="app-tree" ref={list} onKeyDown={onKeyDown}>
      {rows.map(({ node, ...row }) => (
        <TreeRow
          key={node.id}
          node={node}
          {...row}
          isClosed={closed.has(node.id)}
          isCurrent={node.id === current}
          marks={marks.get(node.id)}
          onToggle={onToggle}
          onFocus={setFocused}
        />
      ))}
    </ul>
  );
};
