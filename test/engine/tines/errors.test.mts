import { errorOf, useBench } from '../support/bench.mts';
import {
	byId,
	createOAuth,
	credentialsFor,
	ERROR_STYLES,
	seedCredential,
	tines,
} from '../vendors/tines.mts';

const bench = useBench(tines);
const get = (id: number | string = 1) => ({
	...{ resource: 'credential', operation: 'get', credentialId: byId(id) },
});
const behave = (behaviour: Record<string, unknown>) =>
	bench.current.sandbox.control.setBehaviour('tines', behaviour);
const failed = async (parameters: Record<string, unknown>, asked: object = {}) =>
	errorOf(await bench.current.run({ parameters, ...asked }));
const withKey = (apiKey: string) => ({
	credentials: credentialsFor(bench.current.sandbox, { apiKey } as never),
});

describe.each(ERROR_STYLES)('with error bodies of the style %s', (errorStyle) => {
	beforeEach(() => behave({ errorStyle }));
	const says = (text: string) => (errorStyle === 'empty' ? '' : text);

	test('values that are refused come with the reason', async () => {
		const additionalFields = { folder_id: byId(3) };
		const error = await failed(createOAuth({ name: 'One', additionalFields }));
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '422' });
		expect(error.message).toContain('Tines refused the values');
		expect(error.message).toMatch(
			errorStyle === 'empty'
				? /^Tines refused the values \[item 0\]$/
				: /Tines says: (Unprocessable entity: |folder_id )?folder_id must be a credential folder of the team \[item 0\]$/,
		);
	});

	test('a credential that is missing is said to be missing, or not to be seen', async () => {
		const error = await failed(get(tines.missingId));
		expect(error.httpCode).toBe('404');
		expect(error.message).toContain('nothing with this ID, or the API key may not see it');
		expect(error.message).toContain(says('not found'));
		expect(error.description).toContain('Tines does not tell the two apart');
	});

	test('a wrong key is called a wrong key', async () => {
		const error = await failed(get(), withKey('not the key'));
		expect(error.httpCode).toBe('401');
		expect(error.message).toContain('Tines did not accept the API key');
		expect(error.message).toContain(says('Invalid API key'));
		expect(error.description).toContain('Check Tenant URL and API Key');
	});

	test('a key that may only read is told so', async () => {
		const error = await failed(
			createOAuth({ name: 'One' }),
			withKey(bench.current.sandbox.tines.viewer.apiKey),
		);
		expect(error.httpCode).toBe('403');
		expect(error.message).toContain('The API key may not do this');
		expect(error.description).toContain('the role of an editor or admin');
	});
});

test("another team's credential is not to be seen with a team's key", async () => {
	const { id } = seedCredential(bench.current.sandbox, { team_id: 1 });
	const error = await failed(get(id), withKey(bench.current.sandbox.tines.editor.apiKey));
	expect(error.httpCode).toBe('404');
	expect(error.description).toContain('be in a team that the key is not of');
});

test('a credential is not made in a team that the key is not of', async () => {
	const error = await failed(
		createOAuth({ name: 'One' }),
		withKey(bench.current.sandbox.tines.editor.apiKey),
	);
	expect(error.httpCode).toBe('404');
	expect(error.message).toContain('or the API key may not see it');
});

test('a key that was revoked in mid-run ends it, with what was done', async () => {
	const { sandbox } = bench.current;
	const { id } = seedCredential(sandbox, {});
	const items = Array.from({ length: 200 }, () => ({ json: { id } }));
	sandbox.control.setLatency(20);
	const running = failed(get('={{ $json.id }}'), { items });
	while (bench.current.calls().length < 40) await new Promise((resolve) => setTimeout(resolve, 5));
	sandbox.control.expireTokens('tines');
	const error = await running;

	expect(error.httpCode).toBe('401');
	expect(error.description).toMatch(/\d+ of 200 items were completed/);
	expect(bench.current.calls().length).toBeLessThan(100);
});

test('a page of a gateway is not quoted', async () => {
	bench.current.sandbox.control.addFault({
		...{ method: 'GET', path: '/api/v1/*', kind: 'html', status: 404 },
	});
	const error = await failed(get());
	expect(error.httpCode).toBe('404');
	expect(error.message).not.toContain('<');
});

test('a long reason is cut', async () => {
	const body = { error: 'x'.repeat(5000) };
	bench.current.sandbox.control.addFault({
		...{ method: 'GET', path: '/api/v1/*', kind: 'status', status: 400, body },
	});
	const error = await failed(get());
	expect(error.message).toContain('xxx…');
	expect(error.message.length).toBeLessThan(1100);
});

test.each([
	['http on another host', 'http://tenant.example.invalid', 'Tenant URL'],
	['an address that is none', 'nowhere', 'Tenant URL'],
	['an address with a password', 'https://a:b@tenant.example.invalid', 'Tenant URL'],
	['no address', '', 'Tenant URL'],
])('%s in the credential is refused, and the key is not sent', async (_title, tenantUrl, field) => {
	const { tinesApi } = bench.current.credentials;
	const credentials = { tinesApi: { ...tinesApi, tenantUrl } };
	const error = await failed(get(), { credentials });
	expect(error.message).toContain(field);
	expect(bench.current.calls()).toEqual([]);
});

test('no API key in the credential is told, and nothing is sent', async () => {
	const { tinesApi } = bench.current.credentials;
	const credentials = { tinesApi: { ...tinesApi, apiKey: ' ' } };
	const error = await failed(get(), { credentials });
	expect(error.message).toContain('The API Key is missing');
	expect(bench.current.calls()).toEqual([]);
});
