import { projectIdOf, projectUrlOf } from '../../../../nodes/Paragon/connect/hosts.ts';
import type { ConnectHost } from '../../../../nodes/Paragon/connect/hosts.ts';
import { PARAGON_CONNECT } from '../../../../nodes/Paragon/connect/vendor.ts';
import { invalidInputOf } from '../../support/thrown.mts';

const projectId = '6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f11';
const custom = {
	projectId,
	deployment: 'custom',
	apiUrl: 'http://127.0.0.1:1/',
	proxyUrl: 'https://p.example.com/gateway//',
	actionkitUrl: ' http://localhost:3 ',
};
const onPremises = { projectId, deployment: 'onPremises', domain: ' paragon.example.com ' };

test.each<[credential: object, host: ConnectHost | undefined, url: string]>([
	[{ projectId }, undefined, 'https://api.useparagon.com'],
	[{ projectId, deployment: 'cloud' }, 'api', 'https://api.useparagon.com'],
	[{ projectId: ` ${projectId} ` }, 'proxy', 'https://proxy.useparagon.com'],
	[{ ...custom, deployment: 'cloud' }, 'actionkit', 'https://actionkit.useparagon.com'],
	[onPremises, undefined, 'https://zeus.paragon.example.com'],
	[onPremises, 'proxy', 'https://worker-proxy.paragon.example.com'],
	[onPremises, 'actionkit', 'https://worker-actionkit.paragon.example.com'],
	[custom, undefined, 'http://127.0.0.1:1'],
	[custom, 'proxy', 'https://p.example.com/gateway'],
	[custom, 'actionkit', 'http://localhost:3'],
])('with %j the host %s is %s', (credential, host, url) => {
	expect(projectUrlOf(credential as never, host)).toBe(`${url}/projects/${projectId}`);
	expect(PARAGON_CONNECT.baseUrl(credential as never, host)).toBe(`${url}/projects/${projectId}`);
});

test.each([
	['', /is missing/],
	[undefined, /is missing/],
	['acme', /is not a UUID/],
	[`${projectId}/../x`, /is not a UUID/],
])('the project ID %j is refused', (id, problem) => {
	const { field, problem: told } = invalidInputOf(() => projectIdOf({ projectId: id } as never));
	expect(field).toBe('Project ID');
	expect(told).toMatch(problem);
});

test.each([
	'',
	'localhost',
	'https://a.example.com',
	'a.example.com/b',
	'a@b.example',
	'a..b',
	'-a.b',
	'a.example.com:1',
	'127.0.0.1@x.example',
	`${'a'.repeat(250)}.example`,
])('the domain %j is refused', (domain) => {
	const credential = { ...onPremises, domain };
	expect(invalidInputOf(() => projectUrlOf(credential)).field).toBe('Domain');
});

test.each<[host: ConnectHost, name: string, label: string]>([
	['api', 'apiUrl', 'API URL'],
	['proxy', 'proxyUrl', 'Proxy URL'],
	['actionkit', 'actionkitUrl', 'ActionKit URL'],
])('a wrong URL of the host %s is told by its name', (host, name, label) => {
	for (const wrong of [
		'',
		undefined,
		'http://a.example.com',
		'ftp://a',
		'x',
		'https://a:b@c.example',
	]) {
		const credential = { ...custom, [name]: wrong } as never;
		expect(invalidInputOf(() => projectUrlOf(credential, host)).field).toBe(label);
	}
});

test('the signing key and the secret are kept from being seen', () => {
	expect(PARAGON_CONNECT.secrets({ privateKey: 'a', webhookSigningSecret: 'b' })).toEqual([
		'a',
		'b',
	]);
	expect(PARAGON_CONNECT.secrets({})).toEqual(['', '']);
	expect(PARAGON_CONNECT.budget({})).toBeUndefined();
	expect(PARAGON_CONNECT.hasSessions).toBe(false);
});
