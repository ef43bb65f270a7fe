import { apiOf } from './support/http.mts';
import { useSandbox } from './support/sandbox.mts';
import { refusal, signIn, type Sdk } from './support/sdk.mts';

const sandbox = useSandbox();
let sdk: Sdk;

beforeEach(async () => {
	sdk = await signIn(sandbox.current);
});

const request = (name: string) => ({
	name,
	type: { name: 'pureCloudOAuthClient' },
	credentialFields: { clientId: 'some-client', clientSecret: 'some-secret' },
});

test('a credential is created, read without its secret, replaced and deleted', async () => {
	const created = await sdk.integrations.postIntegrationsCredentials({ body: request('First') });
	expect(created).toEqual({
		id: expect.any(String),
		name: 'First',
		createdDate: expect.any(String),
		modifiedDate: created.createdDate,
		type: { id: 'pureCloudOAuthClient', name: 'pureCloudOAuthClient' },
		selfUri: `/api/v2/integrations/credentials/${created.id}`,
	});
	expect(await sdk.integrations.getIntegrationsCredential(created.id!)).toMatchObject({
		id: created.id,
		credentialFields: { clientId: 'some-client' },
	});

	const replaced = await sdk.integrations.putIntegrationsCredential(created.id!, {
		body: { type: { name: 'basicAuth' }, credentialFields: { userName: 'only a user' } },
	});
	expect(replaced).not.toHaveProperty('name');
	expect(replaced).not.toHaveProperty('credentialFields');
	const { credentials } = sandbox.current.control.state('genesysCloud');
	expect(credentials.find(({ id }: { id: string }) => id === created.id)).toMatchObject({
		type: 'basicAuth',
		credentialFields: { userName: 'only a user' },
	});

	await sdk.integrations.deleteIntegrationsCredential(created.id!);
	const gone = { status: 404, code: 'not.found' };
	expect(await refusal(sdk.integrations.getIntegrationsCredential(created.id!))).toEqual(gone);
	expect(await refusal(sdk.integrations.deleteIntegrationsCredential(created.id!))).toEqual(gone);
});

test('the cursor listing ends with an empty page, as the Terraform provider reads it', async () => {
	sandbox.current.control.seed('genesysCloud', { credentials: 450 });
	const ids: string[] = [];
	const sizes: number[] = [];
	let after: string | undefined;
	do {
		const { entities = [] } = await sdk.integrations.getIntegrationsCredentialsListing({
			pageSize: '200',
			...(after !== undefined && { after }),
		});
		sizes.push(entities.length);
		ids.push(...entities.map(({ id }) => id!));
		after = entities.at(-1)?.id;
	} while (after !== undefined);
	expect(sizes).toEqual([200, 200, 53, 0]);
	expect(new Set(ids).size).toBe(453);
});

test('a cursor outlives its entity, and the way back works too', async () => {
	const seeded = sandbox.current.control.seed('genesysCloud', { credentials: 10 }).credentials;
	const [, , third, fourth] = seeded as Array<{ id: string }>;
	await sdk.integrations.deleteIntegrationsCredential(third!.id);
	const next = await sdk.integrations.getIntegrationsCredentialsListing({
		after: third!.id,
		pageSize: '1',
	});
	expect(next.entities!.map(({ id }) => id)).toEqual([fourth!.id]);
	const back = await sdk.integrations.getIntegrationsCredentialsListing({
		before: fourth!.id,
		pageSize: '2',
	});
	expect(back.entities!.map(({ name }) => name)).toEqual(['Credential 00001', 'Credential 00002']);
});

test('the deprecated list has numbered pages', async () => {
	sandbox.current.control.seed('genesysCloud', { credentials: 27 });
	const last = await sdk.integrations.getIntegrationsCredentials({ pageSize: 10, pageNumber: 3 });
	expect(last).toMatchObject({ total: 30, pageCount: 3, pageNumber: 3, pageSize: 10 });
	expect(last.entities).toHaveLength(10);
	expect(last).not.toHaveProperty('nextUri');
	expect(last.previousUri).toBe('/api/v2/integrations/credentials?pageNumber=2&pageSize=10');
});

test('types tell their fields; others than these are refused', async () => {
	const types = await sdk.integrations.getIntegrationsCredentialsTypes();
	expect(types.map(({ name }) => name).sort()).toEqual([
		'basicAuth',
		'callJourney',
		'pureCloudOAuthClient',
		'userDefinedOAuth',
	]);
	const odd = { ...request('Odd'), type: { name: 'odd' } };
	expect(await refusal(sdk.integrations.postIntegrationsCredentials({ body: odd }))).toEqual({
		status: 400,
		code: 'invalid.value',
	});
	const api = await apiOf(sandbox.current);
	const path = '/api/v2/integrations/credentials';
	for (const [body, code] of [
		[{ name: 'No type' }, 'constraint.validation'],
		[{ type: { name: 'basicAuth' }, credentialFields: { userName: 5 } }, 'bad.request'],
	]) {
		expect(await api('POST', path, body)).toMatchObject({ status: 400, body: { code } });
	}
});

test('both cursors at once and page sizes out of bounds are refused', async () => {
	const listing = '/api/v2/integrations/credentials/listing';
	const api = await apiOf(sandbox.current);
	for (const [query, code] of [
		['after=a&before=b', 'both.after.and.before.provided'],
		['pageSize=201', 'invalid.query.param.value'],
		['pageSize=many', 'invalid.query.param.value'],
		['after=never-seen', 'invalid.query.param.value'],
	]) {
		expect(await api('GET', `${listing}?${query}`)).toMatchObject({ status: 400, body: { code } });
	}
});
