import { outputsOf } from '../../../../nodes/Paragon/connect/outputs.ts';

test.each<[answer: unknown, items: object[]]>([
	[{ a: 1 }, [{ a: 1 }]],
	[
		[{ a: 1 }, 2, null, [3]],
		[{ a: 1 }, { output: 2 }, { output: null }, { output: [3] }],
	],
	['text', [{ output: 'text' }]],
	[[], []],
])('%j makes the items %j', (answer, items) =>
	expect(outputsOf(answer)).toEqual(items.map((json) => ({ json }))),
);
