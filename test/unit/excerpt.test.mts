import { excerpt } from '../../nodes/core/excerpt.ts';

test('of a long text there is the beginning, and that it goes on', () => {
	expect(excerpt('')).toBe('');
	expect(excerpt('a'.repeat(1000))).toBe('a'.repeat(1000));
	expect(excerpt('a'.repeat(1001))).toBe(`${'a'.repeat(1000)}…`);
});
