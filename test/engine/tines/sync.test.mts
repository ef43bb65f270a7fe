import { createHmac } from 'node:crypto';
import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import { byId, credentialsNamed, seedCredential, stateOf, tines } from '../vendors/tines.mts';

const bench = useBench(tines);

const ENTRY = 'n8n_oauth_admin_fingerprint';
const KEEP = { keepFingerprint: true };

const oauth = (name: string, more: object = {}) => ({
	...{ name, mode: 'OAUTH', team_id: 1, oauth_grant_type: 'client_credentials' },
	...{ oauth_token_url: 'https://idp.example.com/token', oauth_client_id: 'client-xyz' },
	...{ oauth_client_secret: 'a secret to keep', oauth_scope: ['read', 'write'], ...more },
});

const text = (name: string, more: object = {}) => ({
	...{ name, mode: 'TEXT', team_id: 1, value: 'a text to keep', ...more },
});

async function act(operation: 'sync' | 'upsert', wanted: object[], more: object = {}) {
	bench.current.sandbox.control.clearJournal();
	return await bench.current.run({
		parameters: {
			...{ resource: 'credential', operation, inputFormat: 'item', matchOn: 'key', ...more },
		},
		items: wanted.map((json) => ({ json: { ...json } })),
	});
}

const changes = () => bench.current.calls().filter(({ method }) => method !== 'GET');

const kept = (name: string) => credentialsNamed(bench.current.sandbox, name)[0];

/** Makes what was written seem to have been written so many minutes ago. */
function age(name: string, minutes: number) {
	const credential = kept(name);
	const [version, seconds, salt, , ...marks] = credential.metadata[ENTRY].split(' ');
	const earlier = Number(seconds) - minutes * 60;
	const key = bench.current.sandbox.tines.owner.apiKey;
	const maker = createHmac('sha256', key).update(`${salt} ${earlier}`).digest('base64url');
	const fingerprint = [version, earlier, salt, maker.slice(0, 22), ...marks];
	credential.metadata[ENTRY] = fingerprint.join(' ');
	credential.updated_at = new Date(
		Date.parse(credential.updated_at) - minutes * 60_000,
	).toISOString();
}

/** What a plain Update makes of one. */
async function update(name: string, updateFields: object) {
	const { id, mode } = kept(name);
	const parameters = {
		...{ resource: 'credential', operation: 'update', credentialId: byId(id), mode, updateFields },
	};
	return itemsOf(await bench.current.run({ parameters }));
}

const seen = (run: Awaited<ReturnType<typeof act>>) =>
	itemsOf(run).map(({ json }) => [json.action, json.changes]);

describe.each(['sync', 'upsert'] as const)('the fingerprint, with %s', (operation) => {
	const written = operation === 'sync' ? 'update' : 'updated';

	test('spares what is unchanged a write, and has a change of any hidden field seen', async () => {
		itemsOf(await act(operation, [oauth('a'), oauth('b')], { options: KEEP }));
		expect(seen(await act(operation, [oauth('a'), oauth('b')], { options: KEEP }))).toEqual([
			...[
				['unchanged', []],
				['unchanged', []],
			],
		]);
		expect(bench.current.calls()).toHaveLength(1);

		const secret = { oauth_client_secret: 'another secret' };
		const scope = { oauth_scope: ['read'] };
		const run = await act(operation, [oauth('a', secret), oauth('b', scope)], { options: KEEP });
		expect(seen(run)).toEqual([
			[written, [{ field: 'oauth_client_secret', kind: 'changed' }]],
			[written, [{ field: 'oauth_scope', kind: 'changed' }]],
		]);
		expect(kept('a').settings.oauth_client_secret).toBe('another secret');
		expect(kept('b').settings.oauth_scope).toBe('read');
		expect(
			seen(await act(operation, [oauth('a', secret), oauth('b', scope)], { options: KEEP })),
		).toEqual([
			...[
				['unchanged', []],
				['unchanged', []],
			],
		]);
		expect(changes()).toEqual([]);
	});

	test('tells nothing of a secret, nor that two have the same', async () => {
		itemsOf(await act(operation, [oauth('a'), oauth('b')], { options: KEEP }));
		const marks = ['a', 'b'].map((name) => kept(name).metadata[ENTRY] as string);
		const of = (mark: string) => /oauth_client_secret=(\S+)/.exec(mark)![1];
		expect(of(marks[0]!)).not.toBe(of(marks[1]!));
		for (const mark of marks) expect(mark).not.toContain('a secret to keep');
	});

	test('is not trusted after a change made by hand', async () => {
		itemsOf(await act(operation, [oauth('a')], { options: KEEP }));
		age('a', 10);
		expect(seen(await act(operation, [oauth('a')], { options: KEEP }))).toEqual([
			['unchanged', []],
		]);
		const credential = kept('a');
		credential.settings.oauth_client_secret = 'changed by hand';
		credential.updated_at = new Date().toISOString();

		const skip = { ...KEEP, whenUnknown: 'skip' };
		const [[action, unknown]] = seen(await act(operation, [oauth('a')], { options: skip })) as any;
		expect(action).toBe('unchanged');
		expect(unknown).toContainEqual({ field: 'oauth_client_secret', kind: 'unknown' });
		expect(changes()).toEqual([]);
		const [[again]] = seen(await act(operation, [oauth('a')], { options: KEEP })) as any;
		expect(again).toBe(written);
		expect(kept('a').settings.oauth_client_secret).toBe('a secret to keep');
	});

	test('is not trusted once its time was moved', async () => {
		itemsOf(await act(operation, [oauth('a')], { options: KEEP }));
		const credential = kept('a');
		const [version, seconds, ...rest] = credential.metadata[ENTRY].split(' ');
		credential.metadata[ENTRY] = [version, Number(seconds) + 3600, ...rest].join(' ');
		const skip = { ...KEEP, whenUnknown: 'skip' };
		const [[, unknown]] = seen(await act(operation, [oauth('a')], { options: skip })) as any;
		expect(unknown).toContainEqual({ field: 'oauth_client_secret', kind: 'unknown' });
	});

	test('is kept true by a plain Update', async () => {
		itemsOf(await act(operation, [oauth('a')], { options: KEEP }));
		age('a', 10);
		await update('a', { description: 'changed' });
		expect(seen(await act(operation, [oauth('a')], { options: KEEP }))).toEqual([
			['unchanged', []],
		]);
		age('a', 10);
		await update('a', { oauth_client_secret: 'another secret' });
		const differs = [{ field: 'oauth_client_secret', kind: 'changed' }];
		const dry = operation === 'sync' ? { dryRun: true } : {};
		const old = await act(operation, [oauth('a')], { options: KEEP, ...dry });
		expect(seen(old)).toEqual([[written, differs]]);
		if (operation === 'upsert') await update('a', { oauth_client_secret: 'another secret' });
		const given = oauth('a', { oauth_client_secret: 'another secret' });
		expect(seen(await act(operation, [given], { options: KEEP }))).toEqual([['unchanged', []]]);
	});

	test("leaves the user's own metadata as they are, and is no difference of them", async () => {
		const metadata = { owner: 'team a' };
		const wanted = [oauth('a', { metadataJson: metadata })];
		itemsOf(await act(operation, wanted, { options: KEEP }));
		expect(kept('a').metadata).toEqual({ ...metadata, [ENTRY]: expect.any(String) });
		expect(seen(await act(operation, wanted, { options: KEEP }))).toEqual([['unchanged', []]]);
		await update('a', { metadataJson: { owner: 'team b' } });
		expect(kept('a').metadata).toEqual({ owner: 'team b', [ENTRY]: expect.any(String) });
		const [[action, differences]] = seen(await act(operation, wanted, { options: KEEP })) as any;
		expect([action, differences.map(({ field }: any) => field)]).toEqual([written, ['metadata']]);
		expect(kept('a').metadata).toMatchObject(metadata);
	});

	test('comes with the next write to one that has none', async () => {
		seedCredential(bench.current.sandbox, text('a'));
		const [[first]] = seen(await act(operation, [text('a')], { options: KEEP })) as any;
		expect(first).toBe(written);
		expect(seen(await act(operation, [text('a')], { options: KEEP }))).toEqual([['unchanged', []]]);
	});
});

test('another API key does not take the fingerprint for true', async () => {
	const { sandbox } = bench.current;
	itemsOf(await act('sync', [text('a')], { options: KEEP }));
	const [key] = sandbox.control.seed('tines', {
		keys: [{ name: 'second', role: 'owner', kind: 'service' }],
	}).keys;
	const credentials = structuredClone(bench.current.credentials);
	for (const data of Object.values(credentials)) data.apiKey = key.apiKey;
	const run = await bench.current.run({
		...{ credentials, items: [{ json: text('a') }] },
		parameters: {
			...{ resource: 'credential', operation: 'sync', inputFormat: 'item', matchOn: 'key' },
			...{ options: KEEP, dryRun: true },
		},
	});
	expect(itemsOf(run)[0]!.json.action).toBe('update');
});

/** Tenants other than the sandbox's usual one. */
const TENANTS: ReadonlyArray<Record<string, unknown>> = [
	{ newerFields: 'absent' },
	{ noTestCredential: 'absent' },
	{ timestamps: 'seconds' },
	{ createFields: 'all' },
	{ createStatus: 200, deleteStatus: 200 },
	{ clearing: 'ignored' },
	{ omittedOnPut: 'reset' },
	{ omittedTtl: 'kept' },
	{ unknownMembers: 'refused' },
	{ credentialOrder: 'idDescending' },
	{ lastPageNumber: 'one' },
	{ lastPage: 'text' },
	{ duplicateNames: 'refused' },
	{ slugCollision: 'numbered' },
	{ deleteReferenced: 'refused' },
	...['objects', 'referencing', 'ignored'].map((referencesShape) => ({ referencesShape })),
];

test.each(TENANTS)('a set is kept in step with %j', async (behaviour) => {
	const { sandbox } = bench.current;
	sandbox.control.setBehaviour('tines', behaviour);
	const more = { description: 'd', expires_at: '2027-03-01T00:00:00Z' };
	const wanted = [text('set a', more), oauth('set b', more), oauth('set c', { folder_id: 1 })];
	const skip = { options: { ...KEEP, whenUnknown: 'skip' }, scope: { namePrefix: 'set ' } };
	itemsOf(await act('sync', wanted, skip));
	expect(seen(await act('sync', wanted, skip)).map(([action]) => action)).toEqual([
		...['unchanged', 'unchanged', 'unchanged'],
	]);
	expect(changes()).toEqual([]);

	const changed = [
		{ ...wanted[0], description: 'e' },
		oauth('set b', { ...more, oauth_client_secret: 'new' }),
	];
	const run = await act('sync', changed, { ...skip, deleteUnlisted: true });
	expect(seen(run).map(([action]) => action)).toEqual(['update', 'update', 'delete']);
	expect(kept('set a')).toMatchObject({ description: 'e', settings: { value: 'a text to keep' } });
	expect(kept('set b').settings.oauth_client_secret).toBe('new');
	expect(kept('set c')).toBeUndefined();
	itemsOf(await act('sync', changed, { ...skip, deleteUnlisted: true }));
	expect(changes()).toEqual([]);
});

test('the report says of what nobody can tell that it is written along with something else', async () => {
	const desired = { name: 'told', mode: 'TEXT', team_id: 1, value: 'one', description: 'a' };
	const asked = (json: object) => ({
		parameters: {
			...{ resource: 'credential', operation: 'sync', inputFormat: 'item', matchOn: 'key' },
			options: { whenUnknown: 'skip', planReport: ['markdown'] },
		},
		items: [{ json: { ...json } }],
	});
	itemsOf(await bench.current.run(asked(desired)));
	const [item] = itemsOf(
		await bench.current.run(asked({ ...desired, value: 'two', description: 'b' })),
	);
	const [kept] = stateOf(bench.current.sandbox).credentials.filter(
		({ name }: any) => name === 'told',
	);
	expect(kept.settings.value).toBe('two');
	const report = Buffer.from(item!.binary!.planMarkdown!.data, 'base64').toString();
	expect(report).toContain('value: unknown: never given back, will be written');
});

test('a scope keeps to a team and a folder', async () => {
	const { sandbox } = bench.current;
	const [team] = sandbox.control.seed('tines', { teams: [{ name: 'Scope' }] }).teams;
	const [one, two] = sandbox.control.seed('tines', {
		folders: [
			{ name: 'one', team_id: team.id },
			{ name: 'two', team_id: team.id },
		],
	}).folders;
	const at = (name: string, more: object) => text(name, { team_id: team.id, ...more });
	const wanted = [
		...[at('x', { folder_id: one.id }), at('y', { folder_id: one.id })],
		...[at('z', { folder_id: two.id }), at('w', {})],
	];
	itemsOf(await act('sync', wanted, { options: KEEP }));
	const before = stateOf(sandbox).credentials.length;
	const scope = { team_id: byId(team.id), folder_id: byId(one.id) };
	const more = { deleteUnlisted: true, options: KEEP };
	const run = await act('sync', [wanted[0]!], { ...more, scope });
	expect(itemsOf(run).map(({ json }) => [json.action, json.name])).toEqual([
		...[
			['unchanged', 'x'],
			['delete', 'y'],
		],
	]);
	expect(bench.current.calls('GET', '/api/v1/user_credentials')[0]!.query).toMatchObject({
		team_id: String(team.id),
	});
	const error = errorOf(await act('sync', [wanted[2]!], { ...more, scope }));
	expect(error.message).toMatch(/^Scope: 'z' is outside/);

	const ofTeam = { team_id: byId(team.id) };
	const left = itemsOf(await act('sync', [wanted[0]!], { ...more, scope: ofTeam }));
	expect(left.map(({ json }) => [json.action, json.name])).toEqual([
		...[
			['unchanged', 'x'],
			['delete', 'z'],
			['delete', 'w'],
		],
	]);
	expect(stateOf(sandbox).credentials).toHaveLength(before - 3);
});

test.each(['sync', 'upsert'] as const)(
	'%s moves one that its ID finds in another team',
	async (operation) => {
		const { sandbox } = bench.current;
		const [team] = sandbox.control.seed('tines', { teams: [{ name: 'New home' }] }).teams;
		const { id } = seedCredential(sandbox, text('moving'));
		const wanted = text('moving', { team_id: team.id, id: String(id) });
		const run = await act(operation, [wanted], { matchOn: 'id' });
		const [{ json }] = itemsOf(run) as any;
		expect([json.id, json.action]).toEqual([id, operation === 'sync' ? 'update' : 'updated']);
		expect(json.changes).toContainEqual({
			field: 'team_id',
			kind: 'changed',
			from: 1,
			to: team.id,
		});
		expect(credentialsNamed(sandbox, 'moving').map((one) => [one.id, one.team_id])).toEqual([
			[id, team.id],
		]);
	},
);

test('what a story uses is not deleted, and the error says so', async () => {
	const { sandbox } = bench.current;
	itemsOf(await act('sync', [text('set a'), text('set b')], { options: KEEP }));
	const { id } = kept('set b');
	sandbox.control.seed('tines', {
		references: [{ credential_id: id, story_ids: [7], action_ids: [9] }],
	});
	const more = { deleteUnlisted: true, scope: { namePrefix: 'set ' }, options: KEEP };
	const error = errorOf(await act('sync', [text('set a'), text('set c')], more));
	expect(error.message).toContain('set b');
	expect(error.description).toMatch(/Done before: created 1 \(items 1\): 'set c' \(\d+\)\./);
	expect(kept('set b').id).toBe(id);
});

test.each(['sync', 'upsert'] as const)(
	'%s renames what has blanks at the ends of its name, and makes no other',
	async (operation) => {
		const { sandbox } = bench.current;
		const { id } = seedCredential(sandbox, text(' blank '));
		const before = stateOf(sandbox).credentials.length;
		const scope = { namePrefix: 'blank' };
		const more = operation === 'sync' ? { deleteUnlisted: true, scope } : {};
		const [{ json }] = itemsOf(await act(operation, [text('blank')], more)) as any;
		expect([json.id, json.action]).toEqual([id, operation === 'sync' ? 'update' : 'updated']);
		expect(json.changes).toContainEqual({
			...{ field: 'name', kind: 'changed', from: ' blank ', to: 'blank' },
		});
		expect(kept('blank').id).toBe(id);
		expect(stateOf(sandbox).credentials).toHaveLength(before);
	},
);

test('a password in a URL is told nowhere', async () => {
	const url = 'https://someone:pass-word-1@idp.example.com/token';
	const wanted = oauth('with a password', { oauth_token_url: url, metadataJson: { see: [url] } });
	const options = { planReport: ['html', 'markdown'] };
	const runs = [
		await act('sync', [wanted], { dryRun: true, options }),
		await act('upsert', [wanted]),
		await act('sync', [{ ...wanted, metadataJson: { see: 'https://b:pass-word-2@c' } }], {
			options,
		}),
		await act('upsert', [{ ...wanted, metadataJson: { see: [url.replace('1', '3')] } }]),
	];
	expect(runs.map((run) => itemsOf(run)[0]!.json.action)).toEqual([
		...['create', 'created', 'update', 'updated'],
	]);
	expect(kept('with a password').settings.oauth_token_url).toBe(url);
	for (const run of runs) {
		const [{ json, binary = {} }] = itemsOf(run) as any;
		const files = Object.values<any>(binary).map(({ data }) =>
			Buffer.from(data, 'base64').toString(),
		);
		expect(files).toHaveLength(run === runs[0] || run === runs[2] ? 2 : 0);
		expect(files.join() + JSON.stringify(json.changes)).not.toContain('pass-word');
	}
	expect(JSON.stringify(itemsOf(runs[0]!)[0]!.json)).toContain(
		'https://••••••••@idp.example.com/token',
	);
});
