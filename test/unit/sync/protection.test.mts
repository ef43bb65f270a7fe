import { Protection } from '../../../nodes/core/sync/protection.ts';

const of = (...entries: string[]) => new Protection(new Set(entries));

test.each<[string, string, string | number, boolean]>([
	['saw', 'saw', 1, true],
	['saw', ' saw ', 1, true],
	['saw', 'Saw', 1, false],
	['s*', 'saw', 1, false],
	['1', 'saw', 1, true],
	['aB-1', 'saw', 'Ab-1', true],
	['saw', 'hammer', 'saw', true],
])('%j covers the one named %j with the ID %j: %s', (entry, name, id, covered) => {
	expect(of('other', entry).covers(name, id)).toBe(covered);
});

test('what protects nothing that is there is told', () => {
	const protection = of('saw', 'X-2', 'prod*', 'a, b');
	expect(of().hint()).toBeUndefined();
	for (const name of ['saw', 'hammer']) protection.meet({ name, id: `${name}-id` });
	protection.meet({ name: 'axe', id: 'x-2' });
	expect(protection.hint()).toMatch(/has the name or the ID 'prod\*', 'a, b'\./);
	protection.meet({ name: 'PROD*', id: 8 });
	protection.meet({ name: 'a, b ', id: 9, alsoId: 'Prod*' });
	expect(protection.hint()).toBeUndefined();
});
