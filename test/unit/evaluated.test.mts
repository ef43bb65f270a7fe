import { json } from '../../tools/lib/evaluated.mts';

test('data comes to the same as JSON', () => {
	const data = { PROPERTIES: [{ name: 'a', default: '', options: [1, true, null, 'x\n"y"'] }] };
	expect(JSON.parse(json(data))).toEqual(data);
});

test.each([
	['a function', { read: () => 1 }],
	['a pattern', { pattern: /x/ }],
	['a date', { at: new Date(0) }],
	['a member without a value', { hint: undefined }],
	['nothing', undefined],
])('%s is refused', (_, value) => {
	expect(() => json(value)).toThrow(TypeError);
});
