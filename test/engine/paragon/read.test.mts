import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import {
	byId,
	byIntegration,
	credentialFor,
	credentialOf,
	DECRYPTED,
	inProject,
	integrationOfType,
	LIST_CREDENTIALS,
	LIST_INTEGRATIONS,
	paragon,
	seedCredentials,
	stateOf,
} from '../vendors/paragon.mts';

const bench = useBench(paragon);
const MISSING = '6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f11';

const act = async (operation: string, parameters: object, more: object = {}) =>
	await bench.current.run({
		parameters: inProject(bench.current.sandbox, 'integrationCredential', operation, parameters),
		...more,
	});
const get = async (ref: object, more: object = {}) =>
	await act('get', { integrationCredentialId: ref, ...more });

/** The credential that the sandbox has from the start. */
const hubspot = () => {
	const { sandbox } = bench.current;
	const integration = integrationOfType(sandbox, 'hubspot');
	return { ...credentialFor(sandbox, integration.id), integrationId: integration.id };
};

describe('getting one', () => {
	const WAYS = ['its ID', 'the type of its integration', 'the ID of its integration'] as const;
	const refBy = (way: (typeof WAYS)[number]) => {
		if (way === 'its ID') return byId(hubspot().id);
		return byIntegration(way.startsWith('the type') ? 'hubspot' : hubspot().integrationId);
	};

	test.each(WAYS)('by %s gives the same', async (way) => {
		const { id, integrationId, values } = hubspot();
		const [{ json }] = itemsOf(await get(refBy(way))) as [any];
		expect(json).toEqual({
			...{ id, integration_id: integrationId, project_id: bench.current.sandbox.paragon.projectId },
			...{ creds_provider: 'hubspot', scheme: 'oauth_app', status: 'VALID' },
			oauth: { client_id: values.clientId, scopes: ['crm.objects.contacts.read', 'oauth'] },
			secret: '••••••••',
		});
	});

	test('hides the client secret unless it is asked for', async () => {
		const { id, values } = hubspot();
		const hidden = await get(byId(id));
		expect(itemsOf(hidden)).toHaveLength(1);
		expect(hidden.contains(values.clientSecret)).toBe(false);

		const [{ json }] = itemsOf(await get(byId(id), { secretOutput: 'plain' })) as [any];
		expect(json.secret).toBe(values.clientSecret);
	});

	test('puts the client secret into a file alone', async () => {
		const { id, values } = hubspot();
		const [item] = itemsOf(await get(byId(id), { secretOutput: 'file' })) as [any];
		const { data, fileName } = item.binary.secret;
		expect(Buffer.from(data, 'base64').toString()).toBe(values.clientSecret);
		expect(fileName).toBe(`client-secret-${id}.txt`);
		expect(JSON.stringify(item.json)).not.toContain(values.clientSecret);
	});

	test('shows all of it but the secret when it is not simplified', async () => {
		const { id, values } = hubspot();
		const run = await get(byId(id), { simplify: false });
		const [{ json }] = itemsOf(run) as [any];
		expect(json).toMatchObject({ id, provider: 'hubspot', dateCreated: expect.any(String) });
		expect(json.values).toEqual({
			...{ clientId: values.clientId, clientSecret: '••••••••', scopes: values.scopes },
			authUrl: 'https://app.hubspot.com/oauth/authorize',
			accessTokenUrl: 'https://api.hubapi.com/oauth/v1/token',
		});
		expect(run.contains(values.clientSecret)).toBe(false);
	});

	test.each([
		['an ID that nothing has', () => byId(MISSING), 'nothing with this ID'],
		['an ID of another project', () => byId(elsewhere().id), 'nothing with this ID'],
		['an integration without one', () => byIntegration('jira'), "'jira' has no credential"],
		[
			'an integration that is not there',
			() => byIntegration('salesforce'),
			'no integration of the type salesforce',
		],
	])('%s is told', async (_what, ref, told) => {
		const error = errorOf(await get(ref()));
		expect(error.httpCode).toBe('404');
		expect(error.message).toContain(told);
	});
});

const elsewhere = () => {
	const { sandbox } = bench.current;
	const { projectId } = sandbox.paragon;
	return stateOf(sandbox).credentials.find((each: any) => each.projectId !== projectId);
};

test('items by integration share one list of credentials and one of integrations', async () => {
	const items = Array.from({ length: 10 }, () => ({ json: {} }));
	const ref = byIntegration('hubspot');
	expect(itemsOf(await act('get', { integrationCredentialId: ref }, { items }))).toHaveLength(10);
	const calls = ({ method, path }: { method: string; path: string }) =>
		bench.current.calls(method, path).length;
	expect([LIST_INTEGRATIONS, LIST_CREDENTIALS, DECRYPTED].map(calls)).toEqual([1, 1, 10]);
});

describe('getting many', () => {
	const getAll = async (more: object = {}) =>
		itemsOf(await act('getAll', { returnAll: true, ...more })).map(({ json }) => json);
	const here = () => {
		const { sandbox } = bench.current;
		const { projectId } = sandbox.paragon;
		const all = stateOf(sandbox).credentials.filter((each: any) => each.projectId === projectId);
		return all.map(({ id }: any) => id);
	};
	const idsOf = (records: Array<Record<string, any>>) => records.map(({ id }) => id);

	test.each([
		['a bare array', { credentialsShape: 'array' }, 1],
		['an envelope of one page', { credentialsShape: 'envelope', defaultPageSize: 0 }, 1],
		['an envelope of pages', { credentialsShape: 'envelope', maxPageSize: 10 }, 5],
		[
			'pages with numbers',
			{ credentialsShape: 'envelope', maxPageSize: 7, cursorType: 'number' },
			6,
		],
		[
			'a first page of the usual size',
			{ credentialsShape: 'envelope', defaultPageSize: 30, cursorParameter: 'cursor' },
			2,
		],
	])('reads %s to its end', async (_form, behaviour, pages) => {
		const { sandbox } = bench.current;
		sandbox.control.setBehaviour('paragon', behaviour);
		seedCredentials(sandbox, 40);
		expect(idsOf(await getAll())).toEqual(here());
		expect(bench.current.calls()).toHaveLength(pages);
	});

	test('of a list whose next page cannot be had is an error, not half a list', async () => {
		const { sandbox } = bench.current;
		sandbox.control.setBehaviour('paragon', {
			...{ credentialsShape: 'envelope', maxPageSize: 10, cursorParameter: 'none' },
		});
		seedCredentials(sandbox, 40);
		const error = errorOf(await act('getAll', { returnAll: true }));
		expect(error.message).toContain('gives the same page again');
		expect(bench.current.calls()).toHaveLength(2);
	});

	test('shows neither values nor secrets, simplified or not', async () => {
		for (const simplify of [true, false]) {
			const [first] = await getAll({ simplify });
			expect(first).not.toHaveProperty('values');
			expect(first).not.toHaveProperty('oauth');
			expect(first!.id).toBe(hubspot().id);
		}
	});

	test('keeps to its filters and its limit', async () => {
		const { sandbox } = bench.current;
		seedCredentials(sandbox, 60);
		expect(idsOf(await getAll({ filters: { providerContains: 'HUB' } }))).toEqual([hubspot().id]);
		expect(await getAll({ filters: { status: 'INVALID' } })).toEqual([]);
		sandbox.control.setBehaviour('paragon', { credentialStatus: 'INVALID' });
		expect(await getAll({ filters: { status: 'INVALID' } })).toHaveLength(61);
		expect(await getAll({ returnAll: false })).toHaveLength(50);
		expect(await getAll({ returnAll: false, limit: 3 })).toHaveLength(3);
	});

	test('leaves out credentials of another scheme', async () => {
		const [{ id }] = seedCredentials(bench.current.sandbox, 1, { scheme: 'basic' });
		const ids = idsOf(await getAll());
		expect(ids).not.toContain(id);
		expect(ids).toEqual([hubspot().id]);
	});
});

describe('deleting', () => {
	test.each(['its ID', 'its integration'])('takes one by %s', async (way) => {
		const { id } = hubspot();
		const ref = way === 'its ID' ? byId(id) : byIntegration('hubspot');
		const [{ json }] = itemsOf(await act('delete', { integrationCredentialId: ref })) as [any];
		expect(json).toEqual({ deleted: true, id });
		expect(credentialOf(bench.current.sandbox, id)).toBeUndefined();
	});

	test.each([
		[() => byId(MISSING), 'nothing with this ID'],
		[() => byIntegration('jira'), "The integration 'jira' has no credential"],
	])('of one that is not there is an error (%#)', async (ref, told) => {
		const error = errorOf(await act('delete', { integrationCredentialId: ref() }));
		expect(error.httpCode).toBe('404');
		expect(error.message).toContain(told);
	});
});
