import { Secret } from '../../../nodes/core/secret.ts';
import type { Action, Plan } from '../../../nodes/core/plan.ts';
import type { Outcome } from '../../../nodes/core/sync/apply.ts';
import { present } from '../../../nodes/core/sync/present.ts';

const NO = new Error('no');
const ACTIONS: Action[] = [
	{
		action: 'create',
		item: 0,
		name: 'a',
		changes: [
			{ field: 'name', kind: 'changed', to: 'a' },
			{ field: 'secret', kind: 'changed', to: new Secret('hush hush') },
		],
	},
	{
		action: 'update',
		item: 2,
		id: 7,
		name: 'b',
		changes: [{ field: 'tags', kind: 'changed', from: ['hush hush'], to: [] }],
	},
	{ action: 'protected', id: 8, name: 'c', changes: [], reason: 'own' },
	{ action: 'delete', id: 9, name: 'd', changes: [] },
];
const OUTCOMES: Outcome[] = [
	{
		status: 'done',
		result: { id: 5, json: { record: { id: 5 } }, binary: { secret: {} as never } },
	},
	{ status: 'failed', thrown: NO },
	{ status: 'skipped', reason: 'own' },
	{ status: 'skipped', reason: 'held back' },
];

async function presented(
	{ dryRun = false, reports = [] as string[], unread = [] as number[] } = {},
	plan: Plan = { actions: ACTIONS, stops: [] },
	outcomes = OUTCOMES,
) {
	const files: Array<[string, string, string]> = [];
	const binary = async (content: Buffer, name: string, type: string) => {
		files.push([name, type, content.toString()]);
		return { data: '', mimeType: type, fileName: name };
	};
	const outputs = await present(
		{ title: 'Sync of tools', mayBeSecret: ['tags'] },
		{ ...plan, actions: [...plan.actions] },
		outcomes,
		{ dryRun, reports } as never,
		{ binary, vendor: 'Acme', unread } as never,
	);
	return { outputs, files };
}

test('every action is an item, in the order of the plan, paired with its own', async () => {
	const { outputs, files } = await presented();
	expect(outputs).toEqual([
		{
			json: {
				action: 'create',
				id: 5,
				name: 'a',
				changes: [
					{ field: 'name', kind: 'changed', to: 'a' },
					{ field: 'secret', kind: 'changed' },
				],
				status: 'done',
				record: { id: 5 },
			},
			binary: { secret: {} },
			item: 0,
		},
		{
			json: {
				action: 'update',
				id: 7,
				name: 'b',
				changes: [{ field: 'tags', kind: 'changed' }],
				status: 'failed',
				error: 'no',
			},
			item: 2,
			thrown: NO,
		},
		{
			json: {
				action: 'protected',
				id: 8,
				name: 'c',
				changes: [],
				status: 'skipped',
				reason: 'own',
			},
		},
		{
			json: {
				action: 'delete',
				id: 9,
				name: 'd',
				changes: [],
				status: 'skipped',
				reason: 'held back',
			},
		},
	]);
	expect(files).toEqual([]);
	expect(JSON.stringify(outputs)).not.toContain('hush');
});

test('a plan that is only looked at says what is wrong, but has not failed', async () => {
	const { outputs } = await presented({ dryRun: true });
	expect(outputs[1]?.json).toMatchObject({ status: 'failed', error: 'no' });
	expect(outputs.every((output) => !('thrown' in output))).toBe(true);
});

test('the reports that are asked for are with the first item, beside what it has', async () => {
	const { outputs, files } = await presented({ reports: ['html', 'markdown'] });
	expect(Object.keys(outputs[0]?.binary ?? {})).toEqual(['secret', 'planHtml', 'planMarkdown']);
	expect(files.map(([name, type]) => [name, type])).toEqual([
		['plan.html', 'text/html'],
		['plan.md', 'text/markdown'],
	]);
	for (const [, , content] of files) {
		expect(content).toContain('Sync of tools');
		expect(content).not.toContain('hush');
	}
	expect(outputs.slice(1).every((output) => !('binary' in output))).toBe(true);
	const one = await presented({ reports: ['markdown'] });
	expect(one.files.map(([name]) => name)).toEqual(['plan.md']);
});

test('where nothing is to be done there is no item to put a report with', async () => {
	const { outputs, files } = await presented({ reports: ['html'] }, { actions: [], stops: [] }, []);
	expect([outputs, files]).toEqual([[], []]);
});

test('a report tells what could not be read, and is not with what went wrong', async () => {
	const [failed, ...others] = [OUTCOMES[1], OUTCOMES[0], ...OUTCOMES.slice(2)] as Outcome[];
	const { outputs, files } = await presented(
		{ reports: ['markdown'], unread: [3, 4, 7] },
		undefined,
		[failed as Outcome, ...others],
	);
	expect(outputs.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([
		[],
		['secret', 'planMarkdown'],
		[],
		[],
	]);
	expect(files[0]?.[2]).toContain('could not be read: the items 3–4, 7.');
});
