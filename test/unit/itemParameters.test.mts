import { hasExpression, parametersFrom, readFlag } from '../../nodes/core/itemParameters.ts';

/** A run whose node has these parameters; each question to n8n is answered with its item and counted. */
function asked(parameters: object, values: Record<string, unknown> = {}) {
	const questions: Array<[string, number]> = [];
	const context = {
		getNode: () => ({ parameters }),
		getNodeParameter(name: string, item: number, fallback: unknown) {
			questions.push([name, item]);
			return name in values ? values[name] : name in parameters ? `${name} of ${item}` : fallback;
		},
	};
	return { of: parametersFrom(context as never, [{ json: { a: 1 } }, { json: {} }]), questions };
}

test.each<[unknown, boolean]>([
	[undefined, false],
	[null, false],
	['', false],
	['plain', false],
	['a="b"', false],
	['=', true],
	['={{ $json.id }}', true],
	[{ __rl: true, mode: 'id', value: '={{ 1 }}' }, true],
	[{ __rl: true, mode: 'id', value: '1' }, false],
	[['x', { deep: '=y' }], true],
	[7, false],
	[true, false],
])('%j has an expression: %s', (given, has) => expect(hasExpression(given)).toBe(has));

test('what an expression is in is asked for item by item, all else once', () => {
	const { of, questions } = asked({ fixed: 'a', moving: '={{ $itemIndex }}' });
	for (const item of [0, 1]) {
		expect(of(item).get('fixed')).toBe('fixed of 0');
		expect(of(item).get('moving')).toBe(`moving of ${item}`);
		expect(of(item).get('hidden')).toBeUndefined();
	}
	expect(questions).toEqual([
		['fixed', 0],
		['moving', 0],
		['hidden', 0],
		['moving', 1],
	]);
});

test('collections and flags have something where the panel has nothing', () => {
	const { of } = asked({}, { on: true, some: { x: 1 } });
	expect([of(0).flag('on'), of(0).flag('hidden')]).toEqual([true, false]);
	expect([of(0).collection('some'), of(0).collection('hidden')]).toEqual([{ x: 1 }, {}]);
	expect([of(0).json, of(1).json, of(1).index]).toEqual([{ a: 1 }, {}, 1]);
});

test.each([
	[true, true],
	['true', true],
	[false, false],
	['false', false],
])('%j is %s', (value, expected) => expect(readFlag('dryRun', value, '={{ 1 }}')).toBe(expected));

test.each<[unknown, string]>([
	[undefined, 'nothing'],
	['', "''"],
	['yes', "'yes'"],
	[1, "'1'"],
	[0, "'0'"],
	[{}, 'an object'],
])('%j is neither yes nor no', (value, was) => {
	expect(() => readFlag('dryRun', value, '={{ 1 }}')).toThrow(
		`Dry Run: expected true or false, got ${was}`,
	);
});

test('what the panel does not show is no', () => {
	expect(readFlag('returnAll', undefined, undefined)).toBe(false);
});
