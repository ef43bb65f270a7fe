import { useSandbox } from '../../support/sandbox.mts';
import { jiraJsForApp, jiraJsOf, type JiraJs } from './jiraJs.mts';

/** A sandbox for the tests of a file with jira.js on it, held to both descriptions at the end. */
export function useJira() {
	const sandbox = useSandbox();
	let person: JiraJs | undefined;
	let app: JiraJs | undefined;
	beforeAll(async () => {
		person = jiraJsOf(sandbox.current);
		app = jiraJsForApp(sandbox.current);
		await Promise.all([person.ready, app.ready]);
	}, 60_000);
	afterAll(async () => {
		const drift = [...(person?.drift() ?? []), ...(app?.drift() ?? [])];
		await Promise.all([person?.close(), app?.close()]);
		// Nothing in any answer that jira.js doesn't describe.
		expect(drift).toEqual([]);
	});
	return {
		get sandbox() {
			return sandbox.current;
		},
		/** Signed in with an API token. */
		get jira() {
			return person!.client;
		},
		/** Signed in as an OAuth 2.0 app. */
		get app() {
			return app!.client;
		},
		get state() {
			return sandbox.current.control.state('jira');
		},
	};
}

/** A document of one paragraph. */
export function doc(text: string) {
	return {
		type: 'doc' as const,
		version: 1,
		content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
	};
}
