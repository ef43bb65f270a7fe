import { startSandbox, type Sandbox } from '../index.mts';

/**
 * Registers a sandbox for the tests of a file: started before them, reset before each, and at the
 * end held to the vendor's description for everything it has answered.
 */
export function useSandbox(): { readonly current: Sandbox } {
	let sandbox: Sandbox | undefined;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	beforeEach(() => {
		sandbox?.control.reset();
	});
	afterAll(async () => {
		const report = sandbox?.control.contract();
		await sandbox?.close();
		expect(report?.violations).toEqual([]);
		expect(report?.validated).toBeGreaterThan(0);
	});
	return {
		get current() {
			if (!sandbox) throw new Error('The sandbox is there only while tests run');
			return sandbox;
		},
	};
}

/** The ID of a seeded role or division. */
export function idOf(
	sandbox: Sandbox,
	kind: 'roles' | 'divisions' | 'clients',
	name: string,
): string {
	const state = sandbox.control.state('genesysCloud') as Record<
		typeof kind,
		Array<{ id: string; name: string }>
	>;
	const found = state[kind].find((record) => record.name === name);
	if (!found) throw new Error(`No ${kind} named ${name}`);
	return found.id;
}

/** A request body for a client-credentials client with the role `employee` at home. */
export function employeeClient(sandbox: Sandbox, name = 'Nightly export') {
	return {
		name,
		authorizedGrantType: 'CLIENT-CREDENTIALS',
		roleDivisions: [
			{
				roleId: idOf(sandbox, 'roles', 'employee'),
				divisionId: idOf(sandbox, 'divisions', 'Home'),
			},
		],
	};
}

/** A request body for a CODE client. */
export function codeClient(name = 'Portal') {
	return {
		name,
		authorizedGrantType: 'CODE',
		scope: ['oauth'],
		registeredRedirectUri: ['https://example.com/callback'],
	};
}
