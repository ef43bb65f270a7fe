import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import {
	byId,
	byIntegration,
	byType,
	createCredential,
	credentialOf,
	inProject,
	paragon,
	PUT,
	stateOf,
} from '../vendors/paragon.mts';

const bench = useBench(paragon);
const puts = () => bench.current.calls(PUT.method, PUT.path);

/** Seeds the credential of Jira, and lays hands on what the vendor keeps of it. */
function seedJira(values: object, more: object = {}) {
	const { sandbox } = bench.current;
	const { projectId, integrations } = sandbox.paragon;
	const [{ id }] = sandbox.control.seed('paragon', {
		credentials: [{ integrationId: integrations.jira, projectId, values }],
	}).credentials;
	Object.assign(credentialOf(sandbox, id), more);
	return id as string;
}

const onCredential = async (operation: string, ref: object, more: object = {}) =>
	await bench.current.run({
		parameters: inProject(bench.current.sandbox, 'integrationCredential', operation, {
			...{ integrationCredentialId: ref, ...more },
		}),
	});

describe.each(['basic', 'service_account', 'impersonated_app'])(
	'a credential of the scheme %s',
	(scheme) => {
		const told = new RegExp(`is of the scheme ${scheme}, not oauth_app`);
		const values = { clientId: 'c', clientSecret: 'kept as it is' };

		test('is not replaced by Create', async () => {
			seedJira(values, { scheme });
			const parameters = createCredential(bench.current.sandbox, byType('jira'));
			expect(errorOf(await bench.current.run({ parameters })).message).toMatch(told);
			expect(puts()).toEqual([]);
		});

		test.each(['update', 'get'])('is not touched by %s, by ID or by integration', async (each) => {
			const id = seedJira(values, { scheme });
			const more = each === 'update' ? { updateFields: { clientId: 'other' } } : {};
			for (const ref of [byId(id), byIntegration('jira')]) {
				expect(errorOf(await onCredential(each, ref, more)).message).toMatch(told);
			}
			expect(puts()).toEqual([]);
		});

		test('is not deleted for its integration', async () => {
			const id = seedJira(values, { scheme });
			expect(errorOf(await onCredential('delete', byIntegration('jira'))).message).toMatch(told);
			expect(credentialOf(bench.current.sandbox, id)).toMatchObject({ scheme, values });
		});

		test('is not among those listed', async () => {
			const id = seedJira(values, { scheme });
			const items = itemsOf(await onCredential('getAll', byId(id), { returnAll: true }));
			expect(items.map(({ json }) => json.id)).not.toContain(id);
		});
	},
);

test.each([
	['clientSecret', 'Client Secret', { clientId: 'c', scopes: 'a' }],
	['clientId', 'Client ID', { clientSecret: 's3cret', scopes: 'a' }],
])('an update does not blank the %s that Paragon has none of', async (_field, label, values) => {
	const { sandbox } = bench.current;
	sandbox.control.setBehaviour('paragon', { blankClientKeys: 'accepted' });
	const id = seedJira(values);
	for (const field of ['clientId', 'clientSecret']) {
		if (!(field in values)) credentialOf(sandbox, id).values[field] = '';
	}
	const run = await onCredential('update', byId(id), { updateFields: { scopes: ['b'] } });
	expect(errorOf(run).message).toContain(`${label}: is missing`);
	expect(puts()).toEqual([]);
});

test('scopes that are not given stay as they are written', async () => {
	const id = seedJira({ clientId: 'c', clientSecret: 's3cret', scopes: 'read,write' });
	itemsOf(await onCredential('update', byId(id), { updateFields: { clientId: 'd' } }));
	expect(credentialOf(bench.current.sandbox, id).values).toMatchObject({
		...{ clientId: 'd', clientSecret: 's3cret', scopes: 'read,write' },
	});
});

test('secrets within values are masked, however deep', async () => {
	const hidden = { private_key: 'deep-secret-1', list: [{ password: 'deep-secret-2' }] };
	const id = seedJira({ clientId: 'c', clientSecret: 's3cret', serviceAccount: hidden });
	const run = await onCredential('get', byId(id), { simplify: false });
	const [{ json }] = itemsOf(run) as [{ json: any }];
	expect(json.values.serviceAccount).toEqual({
		...{ private_key: '••••••••', list: [{ password: '••••••••' }] },
	});
	for (const secret of ['deep-secret-1', 'deep-secret-2', 's3cret']) {
		expect(run.contains(secret)).toBe(false);
	}
});

test.each(['jira', 'JIRA'])('the plain text %s names an integration', async (text) => {
	const id = seedJira({ clientId: 'c', clientSecret: 's3cret', scopes: 'a' });
	const parameters = inProject(bench.current.sandbox, 'integrationCredential', 'get', {
		integrationCredentialId: `={{ "${text}" }}`,
	});
	const [{ json }] = itemsOf(await bench.current.run({ parameters })) as [{ json: any }];
	expect(json.id).toBe(id);
});

test('extra values as one JSON object keep their types', async () => {
	const extraValuesJson = '={{ { flag: true, port: 10, text: "10" } }}';
	const parameters = {
		...createCredential(bench.current.sandbox, byType('linear')),
		additionalFields: { extraValuesJson },
	};
	const [{ json }] = itemsOf(await bench.current.run({ parameters })) as [{ json: any }];
	const { values } = stateOf(bench.current.sandbox).credentials.find(
		({ id }: any) => id === json.id,
	);
	expect(values).toMatchObject({ flag: true, port: 10, text: '10' });
});
