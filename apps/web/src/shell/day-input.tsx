import { useEffect, useState } from 'react';

/** A year is typed digit by digit, and a browser takes `0002` for one. */
const isWhole = (day: string): boolean => day >= '1900';

/**
 * A day that is looked at as soon as it is given. While its year is being typed nothing is asked: a screen that changed at
 * each digit would take the day out of the hands of whoever types it.
 */
export const DayInput = ({
  id,
  className,
  value,
  max = '9999-12-31',
  onChange,
}: {
  readonly id?: string;
  readonly className: string;
  readonly value: string;
  readonly max?: string;
  readonly onChange: (day: string) => void;
}) => {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <input
      className={className}
      id={id}
      type="date"
      max={max}
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value);
        if (isWhole(target.value)) onChange(target.value);
      }}
      onBlur={({ target }) => {
        if (target.value === '' && value !== '') onChange('');
        else if (!isWhole(target.value)) setTyped(value);
      }}
    />
  );
};
