import { generateKeyPairSync } from 'node:crypto';
import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import {
	createIssue,
	credentialsFor,
	paragonConnect,
	TOKEN_BEGINS,
} from '../vendors/paragonConnect.mts';

const bench = useBench(paragonConnect);
const me = { resource: 'connectedUser', operation: 'get' };
const projects = { resource: 'jiraProject', operation: 'getAll' };
const runAs = async (more: object, parameters: Record<string, unknown> = me) =>
	await bench.current.run({ parameters, credentials: credentialsFor(bench.current.sandbox, more) });
const pem = (type: 'ec' | 'rsa') =>
	(type === 'ec'
		? generateKeyPairSync('ec', { namedCurve: 'P-256' })
		: generateKeyPairSync('rsa', { modulusLength: 2048 })
	).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

describe('the signing key', () => {
	test.each<[string, (key: string) => string]>([
		['with its line breaks', (key) => key],
		['in one line with \\n', (key) => key.replace(/\n/g, '\\n')],
		['in one line with blanks', (key) => key.replace(/\n/g, ' ')],
		['with line breaks of Windows', (key) => key.replace(/\n/g, '\r\n')],
	])('is taken %s', async (_title, shape) => {
		const { connect } = bench.current.sandbox.paragon;
		const signingKey = shape(connect.signingKey);
		const [{ json }] = itemsOf(await runAs({ privateKey: signingKey })) as [any];
		expect(json.userId).toBe(connect.users.connected);
	});

	test.each<[string, (key: string) => string, RegExp]>([
		['missing', () => '', /is not a private key in PEM/],
		['something else', () => 'sk_live_something', /is not a private key in PEM/],
		['a public key', (key) => key.replaceAll('PRIVATE', 'PUBLIC'), /is not a private key in PEM/],
		['cut short', (key) => key.slice(0, 900), /is not a private key in PEM/],
		['damaged', (key) => key.replace(/\n[\w+/=]{64}/, ''), /is damaged: it cannot be read/],
		['for another algorithm', () => pem('ec'), /is a key for ec, not for RSA/],
	])('that is %s is refused before anything is sent, and not shown', async (_title, of, told) => {
		const signingKey = of(bench.current.sandbox.paragon.connect.signingKey);
		const run = await runAs({ privateKey: signingKey });
		const { message } = errorOf(run);

		expect(message).toMatch(/^Signing Key: /);
		expect(message).toMatch(told);
		expect(bench.current.calls()).toEqual([]);
		const [, line] = signingKey.split('\n');
		if (line) expect(run.contains(line)).toBe(false);
	});

	test('that Paragon does not know is told as such, once for all items', async () => {
		const credentials = credentialsFor(bench.current.sandbox, { privateKey: pem('rsa') });
		const items = Array.from({ length: 30 }, () => ({ json: {} }));
		const error = errorOf(await bench.current.run({ parameters: me, credentials, items }));

		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '401' });
		expect(error.message).toContain('Paragon did not accept the user token');
		expect(error.description).toContain('generated for this project last');
		expect(bench.current.calls()).toHaveLength(1);
	});

	test('of another project is told as such', async () => {
		const error = errorOf(await runAs({ projectId: bench.current.sandbox.paragon.projectId }));
		expect(error.httpCode).toBe('401');
		expect(error.description).toContain('Check Project ID and Signing Key');
	});
});

test.each([
	['no project', { projectId: '' }, /^Project ID: is missing in the credential/],
	['something other than a project', { projectId: 'acme' }, /^Project ID: 'acme' is not /],
	['no user', { userId: ' ' }, /The User ID is missing in the credential/],
	['an unsafe address', { apiUrl: 'http://paragon.example.com' }, /^API URL: /],
])('a credential with %s is told as such, and nothing is sent', async (_title, more, told) => {
	expect(errorOf(await runAs(more)).message).toMatch(told);
	expect(bench.current.calls()).toEqual([]);
});

test('a domain of its own that is none is told as such', async () => {
	const error = errorOf(await runAs({ deployment: 'onPremises', domain: 'https://a b' }));
	expect(error.message).toMatch(/^Domain: 'https:\/\/a b' is not a domain/);
});

describe('the connected user', () => {
	test('is the one of the credential, or by an expression one for each item', async () => {
		const { connected, second } = bench.current.sandbox.paragon.connect.users;
		const users = ['', second, connected, second];
		const items = users.map((user) => ({ json: { user } }));
		const parameters = { ...me, userId: '={{ $json.user }}' };
		const out = itemsOf(await bench.current.run({ parameters, items }));
		expect(out.map(({ json }) => json.userId)).toEqual([connected, second, connected, second]);
	});

	test('by an item works in Jira as the person who has connected', async () => {
		const { sandbox } = bench.current;
		const { connected, second } = sandbox.paragon.connect.users;
		const items = [connected, second].map((user) => ({ json: { user } }));
		const parameters = {
			...{ resource: 'apiRequest', operation: 'send', integration: 'jira' },
			...{ path: '/rest/api/3/myself', userId: '={{ $json.user }}' },
		};
		const out = itemsOf(await bench.current.run({ parameters, items }));
		expect(out.map(({ json }) => json.displayName)).toEqual(['Ada Admin', 'Mia Krystof']);
	});

	test.each(['user-3', 'nobody-knows'])('%s without Jira is told to connect it', async (userId) => {
		const error = errorOf(await runAs({}, { ...projects, userId }));
		expect(error.httpCode).toBe('404');
		expect(error.message).toMatch(/has not connected this integration/);
		expect(error.message).toContain('Integration not enabled for user.');
		expect(error.description).toMatch(/Let the user connect it .* or check the user ID/);
	});

	test.each([404, 401])('without Jira (HTTP %i) keeps nobody else from theirs', async (status) => {
		const { sandbox } = bench.current;
		sandbox.control.setBehaviour('paragon', { notConnectedStatus: status });
		const { connected, unconnected } = sandbox.paragon.connect.users;
		const users = [unconnected, connected, unconnected, connected];
		const items = users.map((user) => ({ json: { user } }));
		const parameters = { ...projects, userId: '={{ $json.user }}' };
		const run = await bench.current.run({ parameters, items, onError: 'continueErrorOutput' });
		const served = run.output.map((out) => new Set(out.map(({ pairedItem }) => pairedItem?.item)));
		expect(served).toEqual([new Set([1, 3]), new Set([0, 2])]);
	});

	test('whose connection does not work any more is told to connect again', async () => {
		const { sandbox } = bench.current;
		const account = { userId: 'user-1', integration: 'jira', status: 'INVALID' };
		sandbox.control.seed('paragon', { accounts: [account] });
		const error = errorOf(await runAs({}, projects));
		expect(error.message).toContain('or the connection is no longer valid');
	});
});

describe('of a token', () => {
	test('Paragon may want the audience, and no more than an hour', async () => {
		bench.current.sandbox.control.setBehaviour('paragon', {
			...{ tokenAudience: 'required', tokenMaxSeconds: 3600 },
		});
		itemsOf(await runAs({}));
	});

	test('nothing is seen in an error in which Paragon quotes it', async () => {
		const { sandbox } = bench.current;
		const token = `${TOKEN_BEGINS}.${Buffer.from('{"sub":"user-1"}').toString('base64url')}.c2lnbmF0dXJl`;
		sandbox.control.addFault({
			...{ vendor: 'paragon', kind: 'status', status: 400 },
			body: { message: `Invalid token: Bearer ${token}`, code: '1000', status: 400, meta: {} },
		});
		const run = await runAs({}, createIssue({ summary: 'x' }));
		expect(errorOf(run).message).toContain('Invalid token: Bearer ••••');
		expect(run.contains(token)).toBe(false);
	});

	test('nothing is seen where Paragon refuses it', async () => {
		const signingKey = pem('rsa');
		const run = await runAs({ privateKey: signingKey });
		errorOf(run);
		expect(run.contains(TOKEN_BEGINS)).toBe(false);
		expect(run.contains(signingKey.split('\n')[1]!)).toBe(false);
	});
});
