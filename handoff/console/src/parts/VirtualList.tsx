import { useLayoutEffect, useRef, useState, type ReactNode, type Ref } from 'react';

const SPARE = 6;

/**
 * Rows of one height, of which only those in sight exist: ten thousand scroll like ten. `active` is brought into sight when it changes.
 */
export function VirtualList<T>({ rows, rowHeight, keyOf, render, active, label, empty }: {
  rows: readonly T[];
  rowHeight: number;
  keyOf: (row: T) => string;
  render: (row: T, index: number) => ReactNode;
  active: number;
  label: string;
  empty: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element || active < 0) return;
    const top = active * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + element.clientHeight) element.scrollTop = top + rowHeight - element.clientHeight;
  }, [active, rowHeight]);

  const first = Math.max(0, Math.floor(view.top / rowHeight) - SPARE);
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / rowHeight) + SPARE);
  return (
    <div className="list" ref={box as Ref<HTMLDivElement>} onScroll={(event) => setView({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}>
      {rows.length === 0 ? (
        empty
      ) : (
        <div role="list" aria-label={label} className="list-inner" style={{ height: rows.length * rowHeight }}>
          {rows.slice(first, last).map((row, index) => (
            <div role="listitem" key={keyOf(row)} aria-posinset={first + index + 1} aria-setsize={rows.length} className="list-row" style={{ transform: `translateY(${(first + index) * rowHeight}px)`, height: rowHeight }}>
              {render(row, first + index)}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
