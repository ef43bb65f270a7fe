import { DEFAULT_BEHAVIOUR, turn } from './behaviour.mts';
import { paragonContract } from './contract.mts';
import { ANSWERS } from './schemas.mts';
import { OPERATIONS } from './zeus/operations.mts';

const id = 'c1dbaa21-bf20-4131-a1b9-5072a4c78f7e';
const dateCreated = '2024-03-06T13:18:11.762Z';
const error = { message: 'Unable to find team member.', code: '13200', status: 403, meta: {} };
const project = {
	...{ id, title: 'acme', ownerId: id, teamId: id },
	...{ isConnectProject: true, isHidden: false },
};
const credential = {
	...{ id, dateCreated, dateUpdated: dateCreated, name: 'user@example.com', projectId: id },
	...{ integrationId: id, provider: 'jira', scheme: 'oauth_app', onboardingOnly: false },
	...{ status: 'VALID', dateRefreshed: dateCreated, dateValidUntil: dateCreated },
};
const decrypted = {
	...{ id, dateCreated, dateUpdated: dateCreated, projectId: id },
	values: { clientId: 'a', clientSecret: 'b', scopes: 'c', authenticateAsApplication: true },
	...{ provider: 'jira', integrationId: id, scheme: 'oauth_app', status: 'VALID' },
};
const PROJECTS = 'GET /projects';
const CREDENTIALS = '/projects/{projectId}/credentials';

function errorsOf(
	operation: string,
	status: number,
	body: unknown,
	changes: Record<string, unknown> = {},
): string[] {
	const contract = paragonContract(() => turn(DEFAULT_BEHAVIOUR, changes));
	const [method = '', path] = operation.split(' ');
	contract.check({ method, path, status, body });
	const { validated, violations, source } = contract.report();
	expect([validated, source]).toEqual([1, 'reference']);
	return violations.flatMap(({ errors }) => errors);
}

test('every operation is described', () => {
	const paths = OPERATIONS.map(
		({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`,
	);
	expect(paths.sort()).toEqual(Object.keys(ANSWERS).sort());
});

test.each<[string, string, number, unknown, Record<string, unknown>]>([
	['a page', PROJECTS, 200, { items: [project], nextPageCursor: null }, {}],
	['a page with more', PROJECTS, 200, { items: [], nextPageCursor: 'x' }, {}],
	['an array by the switch', PROJECTS, 200, [project], { projectsShape: 'array' }],
	['a credential', `PUT ${CREDENTIALS}/oauth`, 200, credential, {}],
	['values with more', `GET ${CREDENTIALS}/{credentialId}/decrypted`, 200, decrypted, {}],
	['an error', PROJECTS, 403, error, {}],
	['nothing', `DELETE ${CREDENTIALS}/{credentialId}`, 200, undefined, {}],
	['a text error by the switch', PROJECTS, 403, undefined, { errorBodies: 'text' }],
])('%s is as described', (_case, operation, status, body, changes) => {
	expect(errorsOf(operation, status, body, changes)).toEqual([]);
});

test.each<[string, string, number, unknown, RegExp]>([
	['an array in place of a page', PROJECTS, 200, [project], /must be object/],
	['a page in place of an array', 'GET /teams', 200, { items: [] }, /must be array/],
	['a page without cursor', PROJECTS, 200, { items: [] }, /required property 'nextPageCursor'/],
	[
		'an unknown member',
		PROJECTS,
		200,
		{ items: [{ ...project, extra: 1 }], nextPageCursor: null },
		/^\/items\/0 .*'extra'/,
	],
	[
		'a missing member',
		`PUT ${CREDENTIALS}/oauth`,
		200,
		{ ...credential, scheme: undefined },
		/required property 'scheme'/,
	],
	[
		'a secret',
		`PUT ${CREDENTIALS}/oauth`,
		200,
		{ ...credential, values: {} },
		/additional properties 'values'/,
	],
	[
		'a date without milliseconds',
		`PUT ${CREDENTIALS}/oauth`,
		200,
		{ ...credential, dateCreated: '2024-03-06T13:18:11Z' },
		/^\/dateCreated must match pattern/,
	],
	['another status', `PUT ${CREDENTIALS}/oauth`, 201, credential, /status 201/],
	['a body where there is none', `DELETE ${CREDENTIALS}/{credentialId}`, 200, {}, /a body where/],
	['a code that is a number', PROJECTS, 403, { ...error, code: 13200 }, /^\/code must be string/],
	['a code of words', PROJECTS, 403, { ...error, code: 'forbidden' }, /^\/code must match pattern/],
	['a text error', PROJECTS, 403, undefined, /must be object/],
	[
		'a complaint without children',
		PROJECTS,
		400,
		{ ...error, message: [{ constraints: { isString: 'x' } }] },
		/children/,
	],
	['an unknown operation', 'GET /nothing', 200, {}, /described nowhere/],
])('%s is noticed', (_case, operation, status, body, message) => {
	expect(errorsOf(operation, status, body).join('\n')).toMatch(message);
});
