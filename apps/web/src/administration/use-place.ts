import { useSearchParams } from 'react-router';

/** Addresses that stay at the moment that is looked at. */
export const usePlace = (): ((path: string) => string) => {
  const [asked] = useSearchParams();
  const asOf = asked.get('asOf');
  return (path) => (asOf === null ? path : `${path}?asOf=${asOf}`);
};
