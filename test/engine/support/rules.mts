import { errorOf, type Bench } from './bench.mts';

type Parameters = Record<string, unknown>;

/**
 * What is given wrongly: a title, the parameters, the field that has to be named, and what has to be
 * said of it.
 */
export type Rule = [
	title: string,
	parameters: Parameters | (() => Parameters),
	field: string,
	problem: RegExp,
];

/** Registers a test for each rule: a run that breaks it is refused before anything is sent. */
export function testRules(bench: { readonly current: Bench }, rules: readonly Rule[]): void {
	test.each(rules)(
		'%s is refused before anything is sent, for its field and item',
		async (_title, given, field, problem) => {
			const parameters = typeof given === 'function' ? given() : given;
			const error = errorOf(await bench.current.run({ parameters }));

			expect(error.name).toBe('NodeOperationError');
			expect(error.message.startsWith(`${field}: `)).toBe(true);
			expect(error.message).toMatch(problem);
			expect(error.message).toContain('[item 0]');
			expect(error.description).toContain('No request was sent.');
			expect([...bench.current.calls(), ...Array(bench.current.logins())]).toEqual([]);
		},
	);
}
