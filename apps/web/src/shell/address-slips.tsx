import { useSearchParams } from 'react-router';
import { slipsIn } from './slips.js';

/** Says what in the address was left out of the question, so that nobody takes what they see for the day they wrote. */
export const AddressSlips = () => {
  const [asked] = useSearchParams();
  const slips = slipsIn(asked);
  if (slips.length === 0) return null;
  return (
    <div className="nhsuk-inset-text" role="note">
      <p>
        <strong>The address asks for {slips.map((text) => `“${text.slice(0, 40)}”`).join(' and ')}, and there is no such day.</strong> What
        you see is without it. Write a day that exists, between 1900 and 2199, as 2026-11-22.
      </p>
    </div>
  );
};
