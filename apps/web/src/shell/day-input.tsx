import { useEffect, useState } from 'react';
import { isDay } from '../words/dates.js';

/**
 * A day that is looked at as soon as it is given. While its year is being typed nothing is asked: a screen that changed at
 * each digit would take the day out of the hands of whoever types it: a browser takes `0002` for a year. What an address
 * gives as a day and is none leaves the field empty.
 */
export const DayInput = ({
  id,
  className,
  value: given,
  max = '9999-12-31',
  onChange,
}: {
  readonly id?: string;
  readonly className: string;
  readonly value: string;
  readonly max?: string;
  readonly onChange: (day: string) => void;
}) => {
  const value = isDay(given) ? given : '';
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
        if (isDay(target.value)) onChange(target.value);
      }}
      onBlur={({ target }) => {
        if (target.value === '' && value !== '') onChange('');
        else if (!isDay(target.value)) setTyped(value);
      }}
    />
  );
};
