import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import { testRules } from '../support/rules.mts';
import { paragonConnect, stateOf } from '../vendors/paragonConnect.mts';

const bench = useBench(paragonConnect);
const act = async (operation: string, more: object = {}) =>
	await bench.current.run({ parameters: { resource: 'connectedUser', operation, ...more } });
const enabled = async (userId = 'user-1') => {
	const [{ json }] = itemsOf(await act('get', { userId })) as [any];
	return Object.entries<any>(json.integrations)
		.filter(([, integration]) => integration.enabled)
		.map(([type]) => type)
		.sort();
};

test('a user is given with what they have connected', async () => {
	const [{ json }] = itemsOf(await act('get')) as [any];
	expect(json).toMatchObject({
		...{ authenticated: true, userId: 'user-1', meta: { Name: 'user-1' } },
		integrations: {
			jira: { enabled: true, credentialStatus: 'VALID', credentialId: expect.any(String) },
			slack: { enabled: true },
		},
	});
	expect(await enabled('user-2')).toEqual(['jira']);
	expect(await enabled('user-3')).toEqual([]);
});

test('a user whom Paragon does not take for signed in is told as unknown', async () => {
	bench.current.sandbox.control.addFault({
		...{ method: 'GET', path: '/projects/:id/sdk/me', kind: 'status', status: 200 },
		body: { authenticated: false },
	});
	const error = errorOf(await act('get', { userId: 'nobody' }));
	expect(error.httpCode).toBe('404');
	expect(error.message).toContain('Paragon knows no such user in this project');
});

describe('disconnecting', () => {
	test('takes one integration of one user away, and nothing else', async () => {
		const [{ json }] = itemsOf(await act('disconnect', { integration: 'slack' })) as [any];
		expect(json).toEqual({ disconnected: true, integration: 'slack', id: expect.any(String) });
		expect(await enabled()).toEqual(['jira']);
		expect(await enabled('user-2')).toEqual(['jira']);
	});

	test('works by ID, too', async () => {
		const { sandbox } = bench.current;
		const { projectId } = sandbox.paragon.connect;
		const jira = stateOf(sandbox).integrations.find(
			(each: any) => each.projectId === projectId && each.type === 'jira',
		);
		const userId = 'user-2';
		itemsOf(await act('disconnect', { integration: jira.id, userId }));
		expect([await enabled('user-2'), await enabled()]).toEqual([[], ['jira', 'slack']]);
	});

	test('an integration that the project does not have names those that it has', async () => {
		const error = errorOf(await act('disconnect', { integration: 'trello' }));
		expect(error.httpCode).toBe('404');
		expect(error.message).toMatch(/has no integration trello; it has .*jira.*slack/);
	});

	test.each([400, 401, 403, 404])(
		'what the user has not connected is told (HTTP %i)',
		async (notConnectedStatus) => {
			bench.current.sandbox.control.setBehaviour('paragon', { notConnectedStatus });
			const error = errorOf(await act('disconnect', { integration: 'slack', userId: 'user-2' }));
			expect(error.httpCode).toBe(String(notConnectedStatus));
			expect(error.message).toContain('has not connected this integration');
		},
	);

	testRules(bench, [
		[
			'no integration',
			{ resource: 'connectedUser', operation: 'disconnect', integration: ' ' },
			'Integration',
			/is missing/,
		],
	]);
});
