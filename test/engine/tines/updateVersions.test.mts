import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import { byId, credentialOf, seedCredential, tines } from '../vendors/tines.mts';

const ONE = '/api/v1/user_credentials/:id';
const bench = useBench(tines);

const seed = (more: object = {}) =>
	seedCredential(bench.current.sandbox, { name: 'Old', team_id: 1, ...more });
const change = async (id: number, mode: string, updateFields: object, version?: string) =>
	await bench.current.run({
		parameters: {
			...{ resource: 'credential', operation: 'update', credentialId: byId(id), mode },
			...{ updateFields, options: version ? { version } : {} },
		},
	});
const sent = () => bench.current.calls('PUT', ONE).map(({ requestBody }) => requestBody);
const kept = (id: number) => credentialOf(bench.current.sandbox, id);

describe.each(['HTTP_REQUEST_AGENT', 'MULTI_REQUEST'])('a token time to live, mode %s', (mode) => {
	test('has to be given, since Tines would forget it and does not give it back', async () => {
		const { id } = seed({ mode, http_request_ttl: 600 });
		const error = errorOf(await change(id, mode, { name: 'New' }));
		expect(error.message).toMatch(/^Token Time to Live \(Seconds\): is missing/);
		expect(sent()).toEqual([]);
		expect(kept(id).settings.http_request_ttl).toBe(600);
	});

	test.each([
		[60, 60],
		[0, null],
	])('%j arrives as %j', async (http_request_ttl, arrived) => {
		const { id } = seed({ mode, http_request_ttl: 600 });
		itemsOf(await change(id, mode, { name: 'New', http_request_ttl }));
		expect(sent()).toEqual([{ mode, name: 'New', http_request_ttl: arrived }]);
		expect(kept(id).settings.http_request_ttl).toBe(arrived);
	});

	test.each([900, null])('of %j is carried over when Tines gives it back', async (stored) => {
		const { id } = seed({ mode, http_request_ttl: stored });
		const body = { id, name: 'Old', mode, team_id: 1, http_request_ttl: stored };
		bench.current.sandbox.control.addFault({
			...{ method: 'GET', path: ONE, kind: 'status', status: 200, body },
		});
		itemsOf(await change(id, mode, { name: 'New' }));
		expect(sent()).toEqual([{ mode, name: 'New', http_request_ttl: stored }]);
		expect(kept(id).settings.http_request_ttl).toBe(stored);
	});
});

test('a credential of another mode needs no token time to live', async () => {
	const { id } = seed({ mode: 'JWT' });
	itemsOf(await change(id, 'JWT', { name: 'New' }));
	expect(sent()).toEqual([{ mode: 'JWT', name: 'New' }]);
});

describe('the test version', () => {
	test('is changed alone', async () => {
		const { id } = seed({ value: 'live text', test: true });
		const { test: _, ...live } = structuredClone(kept(id));
		itemsOf(await change(id, 'TEXT', { value: 'test text', description: 'd' }, 'test'));

		const { test: version, ...others } = kept(id);
		expect(sent()).toEqual([{ mode: 'TEXT', value: '••••', description: 'd', is_test: true }]);
		expect(version).toMatchObject({ settings: { value: 'test text' }, description: 'd' });
		expect(others).toEqual(live);
	});

	test('is left alone when the live one is changed', async () => {
		const { id } = seed({ value: 'live text', test: { settings: { value: 'test text' } } });
		itemsOf(await change(id, 'TEXT', { value: 'new text' }, 'live'));
		expect(sent()).toEqual([{ mode: 'TEXT', value: '••••' }]);
		expect(kept(id).settings.value).toBe('new text');
		expect(kept(id).test.settings.value).toBe('test text');
	});

	test('is refused where there is none', async () => {
		const { id } = seed();
		const error = errorOf(await change(id, 'TEXT', { description: 'd' }, 'test'));
		expect(error.message).toContain(`Version: the credential 'Old' (${id}) has no test version`);
		expect(error.description).toContain('Live Credential');
		expect(sent()).toEqual([]);
	});

	test('is refused where it is switched off, and taken when it is switched on with it', async () => {
		const { id } = seed({ test: true, test_credential_enabled: false });
		const error = errorOf(await change(id, 'TEXT', { description: 'd' }, 'test'));
		expect(error.message).toContain('has its test version switched off');
		expect(sent()).toEqual([]);

		const both = { description: 'd', test_credential_enabled: true };
		itemsOf(await change(id, 'TEXT', both, 'test'));
		expect(kept(id)).toMatchObject({ test_credential_enabled: true, test: { description: 'd' } });
	});

	test('is switched off and on', async () => {
		const { id } = seed({ test: true, test_credential_enabled: true });
		itemsOf(await change(id, 'TEXT', { test_credential_enabled: false }));
		expect(kept(id).test_credential_enabled).toBe(false);
		itemsOf(await change(id, 'TEXT', { test_credential_enabled: true }));
		expect(kept(id).test_credential_enabled).toBe(true);
		expect(sent()).toEqual([
			{ mode: 'TEXT', test_credential_enabled: false },
			{ mode: 'TEXT', test_credential_enabled: true },
		]);
	});

	test('is refused by name where the tenant does not show whether there is one', async () => {
		bench.current.sandbox.control.setBehaviour('tines', { noTestCredential: 'absent' });
		const { id } = seed();
		const error = errorOf(await change(id, 'TEXT', { description: 'd' }, 'test'));
		expect(error.message).toContain('has no test version');
	});
});
