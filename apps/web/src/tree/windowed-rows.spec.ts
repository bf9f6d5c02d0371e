import { piecesOf } from './windowed-rows.js';

describe('The rows of a long list', () => {
  const heights = [10, 10, 10, 10, 10, 10];

  it('are drawn where they are seen, with the room of the others around them', () => {
    expect(piecesOf(heights, 15, 35, -1)).toEqual([
      { room: 10, key: 'before 1' },
      { row: 1 },
      { row: 2 },
      { row: 3 },
      { room: 20, key: 'before 6' },
    ]);
  });

  it('are drawn where they are kept, wherever that is', () => {
    expect(piecesOf(heights, 0, 10, 4)).toEqual([{ row: 0 }, { room: 30, key: 'before 4' }, { row: 4 }, { room: 10, key: 'before 6' }]);
  });

  it('take the same room together whatever is drawn of them', () => {
    for (let from = 0; from < 60; from += 7) {
      const room = piecesOf(heights, from, from + 12, 5).reduce((sum, piece) => sum + ('room' in piece ? piece.room : 10), 0);
      expect(room).toBe(60);
    }
  });
});
