import { readyMadeCredentials } from '../../tools/start/credentials.mts';
import { packageName } from '../../tools/lib/pack.mts';
import { type Sandbox, startSandbox } from '../sandbox/index.mts';
import { useN8n } from './support/start.mts';

jest.setTimeout(120_000);

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({});
});
afterAll(async () => {
	await sandbox.close();
});

/** Each vendor's node with its credential type, and what its lists need to have been chosen before. */
const VENDORS: Array<{
	node: string;
	credentialType: string;
	/** All nodes that take the credential; this one without. */
	nodes?: string[];
	chosen(): Record<string, unknown>;
}> = [
	{ node: 'genesysCloud', credentialType: 'genesysCloudOAuth2Api', chosen: () => ({}) },
	{
		node: 'paragon',
		credentialType: 'paragonApi',
		chosen: () => ({
			projectId: { __rl: true, mode: 'id', value: sandbox.paragon.projectId },
		}),
	},
	{
		node: 'paragonConnect',
		credentialType: 'paragonConnectApi',
		nodes: ['paragonConnect', 'paragonConnectTrigger'],
		chosen: () => ({ project: { __rl: true, mode: 'id', value: 'ED' } }),
	},
	{ node: 'tines', credentialType: 'tinesApi', chosen: () => ({}) },
];

/** A locator with a list in the panel, as n8n describes it to its editor. */
interface Property {
	name: string;
	type: string;
	modes?: Array<{ name: string; typeOptions?: { searchListMethod?: string } }>;
	options?: Property[];
	values?: Property[];
}

const withInner = (property: Property): Property[] => [
	property,
	...[...(property.options ?? []), ...(property.values ?? [])].flatMap(withInner),
];

describe('n8n with the installed package', () => {
	const server = useN8n();
	const ready = (type: string) => {
		const credential = readyMadeCredentials(sandbox).find((one) => one.type === type);
		if (!credential) throw new Error(`npm start has no credential of the type ${type}`);
		return credential;
	};

	beforeAll(async () => {
		await server().importCredentials(readyMadeCredentials(sandbox));
	});

	describe.each(VENDORS)(
		'and its node $node',
		({ node, nodes = [node], credentialType, chosen }) => {
			const type = `${packageName}.${node}`;
			const description = async () => {
				const found = (await server().nodeTypes()).find(({ name }) => name === type);
				if (!found) throw new Error(`n8n does not know ${type}`);
				return found;
			};

			test('offers the node, and its form as an AI tool', async () => {
				const names = (await server().nodeTypes()).map(({ name }) => name);
				expect(names).toContain(type);
				expect(names).toContain(`${type}Tool`);
			});

			test('serves both icons of the node', async () => {
				const { light, dark } = (await description()).iconUrl as { light: string; dark: string };
				expect(light).not.toBe(dark);
				for (const icon of [light, dark]) {
					const response = await server().api.fetch('GET', `/${icon}`);
					expect(response.status).toBe(200);
					expect(response.headers.get('content-type')).toContain('image/svg+xml');
					expect(await response.text()).toContain('<svg');
				}
			});

			test('knows the codex file: categories and links of the node', async () => {
				const { codex } = (await description()) as unknown as {
					codex: { categories: string[]; resources: Record<string, unknown[]> };
				};
				expect(codex.categories.length).toBeGreaterThan(0);
				expect(codex.resources.primaryDocumentation?.length).toBeGreaterThan(0);
			});

			test('offers the credential with its icon, and for this node only where it belongs', async () => {
				const response = await server().api.fetch('GET', '/types/credentials.json');
				const types = (await response.json()) as Array<Record<string, unknown>>;
				const found = types.find(({ name }) => name === credentialType);
				expect(found?.supportedNodes).toEqual(nodes.map((each) => `${packageName}.${each}`));
				const { light } = found?.iconUrl as { light: string };
				expect((await server().api.fetch('GET', `/${light}`)).status).toBe(200);
			});

			test('finds the credential in order', async () => {
				const result = await server().testCredential(ready(credentialType).id);
				expect(result).toEqual({ status: 'OK', message: expect.any(String) });
			});

			test('fills each list of the panel from the vendor', async () => {
				const methods = new Map<string, string>();
				const properties = ((await description()).properties as Property[]).flatMap(withInner);
				for (const { name, type: kind, modes } of properties) {
					const method = modes?.find((mode) => mode.name === 'list')?.typeOptions?.searchListMethod;
					if (kind === 'resourceLocator' && method) methods.set(method, name);
				}
				expect(methods.size).toBeGreaterThan(0);
				for (const [methodName, name] of methods) {
					const { results } = await server().listSearch({
						methodName,
						path: `parameters.${name}`,
						parameters: chosen(),
						credential: ready(credentialType),
						nodeType: type,
					});
					expect(results.length).toBeGreaterThan(0);
					expect(results[0]).toMatchObject({
						name: expect.any(String),
						value: expect.any(String),
					});
				}
			});
		},
	);

	describe('tells what is wrong with a credential', () => {
		const WRONG = `wrong-${Math.random().toString(36).slice(2)}`;

		test.each([
			['tinesApi', { apiKey: WRONG }, /does not know this API key/],
			['tinesApi', { apiKey: ' ' }, /API Key is missing/],
			['tinesApi', { tenantUrl: 'elsewhere' }, /no Tines tenant at the Tenant URL/],
			['tinesApi', { tenantUrl: 'https://tenant.invalid' }, /ENOTFOUND|could not be|connect/i],
			['tinesApi', { tenantUrl: 'http://tenant.example.com' }, /has to begin with https/],
			['paragonApi', { password: WRONG }, /did not accept Email and Password/],
			['paragonApi', { email: 'nobody@sandbox.example' }, /did not accept Email and Password/],
			['paragonApi', { password: '' }, /Password is missing/],
			['paragonApi', { baseUrl: 'elsewhere' }, /no Paragon management API at/],
			['paragonApi', { baseUrl: 'http://zeus.example.com' }, /has to begin with https/],
			['paragonConnectApi', { privateKey: WRONG }, /Signing Key: is not a private key in PEM/],
			['paragonConnectApi', { projectId: 'none' }, /Project ID: 'none' is not/],
			['paragonConnectApi', { userId: ' ' }, /User ID is missing/],
			['paragonConnectApi', { apiUrl: 'http://api.example.com' }, /has to begin with https/],
		])('%s with %j', async (type, changes, message) => {
			// The control API answers, but is none of the vendors.
			const data = Object.fromEntries(
				Object.entries({ ...ready(type).data, ...changes }).map(([name, value]) => [
					name,
					value === 'elsewhere' ? sandbox.controlUrl : value,
				]),
			);
			const id = await server().createCredential({ name: 'Wrong', type, data });
			const result = await server().testCredential(id);
			expect(result.status).toBe('Error');
			expect(result.message).toMatch(message);
			expect(result.message).not.toContain(WRONG);
			expect(server().logs).not.toContain(WRONG);
		});

		test('a web page in place of a Tines tenant', async () => {
			sandbox.control.addFault({
				vendor: 'tines',
				path: '/api/v1/info',
				kind: 'html',
				status: 200,
			});
			const result = await server().testCredential(ready('tinesApi').id);
			sandbox.control.clearFaults();
			expect(result.message).toMatch(/not a Tines tenant/);
		});

		test('a password that was made wrong after a session was begun with the right one', async () => {
			const { data } = ready('paragonApi');
			const credential = { name: 'Paragon', type: 'paragonApi', data };
			const id = await server().createCredential(credential);
			expect((await server().testCredential(id)).status).toBe('OK');
			await server().rest('PATCH', `/credentials/${id}`, {
				...credential,
				data: { ...data, password: WRONG },
			});
			const result = await server().testCredential(id);
			expect(result.message).toMatch(/did not accept Email and Password/);
		});
	});
});
