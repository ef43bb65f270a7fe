import { setTimeout as wait } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import type { TestN8n } from '../../server/support/n8n.mts';
import { Calls } from './calls.mts';

/** Milliseconds after which something that was done and had no effect is done again. */
const NO_EFFECT = 10_000;

/** Milliseconds after which what does not come is given up; the machine may be a slow one. */
const LIMIT = 60_000;

const TOAST = '.el-notification, [role="alert"]';
const OPTION =
	'[role="option"]:visible, [role="menuitem"]:visible, .el-select-dropdown__item:visible';

/** n8n's editor, as a person uses it. */
export class Editor {
	readonly page: Page;
	private readonly n8n: TestN8n;
	private readonly calls: Calls;
	private workflow = '';
	private node = '';

	constructor(page: Page, n8n: TestN8n) {
		this.page = page;
		this.n8n = n8n;
		this.calls = new Calls(page);
	}

	async logIn(): Promise<void> {
		const { email, password } = this.n8n.owner;
		await this.page.goto(`${this.n8n.url}/signin`);
		await this.page.locator('input[type=email]').fill(email);
		await this.page.locator('input[type=password]').fill(password);
		await this.page.keyboard.press('Enter');
		await this.page.waitForURL(/\/(home|workflow)/);
	}

	/**
	 * Opens a copy of a workflow that nobody else has. The editor saves by itself, also in the middle of
	 * what somebody is doing: in a workflow that two tests share, one meets what the other has left.
	 */
	async openCopy(workflow: Record<string, unknown>): Promise<void> {
		this.workflow = await this.n8n.createWorkflow(workflow);
		await this.page.goto(`${this.n8n.url}/workflow/${this.workflow}`);
		await this.page.locator('[data-test-id="canvas-node"]').first().waitFor();
	}

	/** Presses "Execute workflow" and waits for n8n's word on how it went. */
	async executeWorkflow(): Promise<string> {
		await this.run(this.page.locator('[data-test-id="execute-workflow-button"]').first());
		const toast = this.toasts().filter({ hasText: /success|problem|error/i });
		await toast.first().waitFor();
		return (await toast.first().textContent()) ?? '';
	}

	/** How many nodes the canvas marks as having succeeded, once it is as many as are to. */
	async succeededNodes(wanted: number): Promise<number> {
		const marks = this.page.locator('[data-test-id="canvas-node-status-success"]');
		await marks
			.nth(wanted - 1)
			.waitFor()
			.catch(() => undefined);
		return await marks.count();
	}

	/** What n8n says in the corner of the window. */
	toasts(): Locator {
		return this.page.locator(TOAST);
	}

	/** Opens a node's panel by its name. */
	async openNode(name: string): Promise<void> {
		this.node = name;
		const node = this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
		// The canvas moves its nodes into view when it opens: the pointer may meet nothing.
		await this.untilSeen(this.page.locator('[data-test-id="node-parameters"]'), async () => {
			await node.dblclick();
		});
	}

	async closeNode(): Promise<void> {
		await this.page.locator('[data-test-id="ndv-close-button"]').click();
		await this.page.locator('[data-test-id="node-parameters"]').waitFor({ state: 'hidden' });
	}

	/** Types a value into a parameter's first field, and sees to it that the workflow has it. */
	async fill(parameter: string, value: string): Promise<void> {
		await this.fillField(this.parameter(parameter).locator('input, textarea').first(), value);
	}

	/** The same for a field that is known by its place. */
	async fillField(field: Locator, value: string): Promise<void> {
		const end = Date.now() + LIMIT;
		while (Date.now() < end) {
			// A panel that is still loading draws its fields again, with the value from before.
			if ((await field.inputValue()) !== value) await field.fill(value);
			await field.blur();
			if (await this.hasStored(value, NO_EFFECT)) return;
		}
		throw new Error(`'${value}' did not get into the workflow.`);
	}

	/** Chooses an option of a drop-down by the parameter's name. */
	async choose(parameter: string, option: string): Promise<void> {
		const field = this.parameter(parameter).locator('input').first();
		const entry = this.page.locator(OPTION).filter({ hasText: option }).first();
		await this.untilSeen(entry, async () => await field.click());
		await entry.click();
		await this.untilTrue(
			async () => (await field.inputValue()).includes(option),
			`${parameter} shows '${option}'`,
		);
	}

	/** The options of a drop-down, as the panel shows them. */
	async optionsOf(parameter: string): Promise<string[]> {
		const field = this.parameter(parameter).locator('input').first();
		const entries = this.page.locator('.el-select-dropdown__item:visible .option-headline');
		await this.untilSeen(entries.first(), async () => await field.click());
		const texts = await entries.allTextContents();
		await this.page.keyboard.press('Escape');
		await entries.first().waitFor({ state: 'hidden' });
		return texts.map((text) => text.trim());
	}

	/** Picks an entry of a resource locator's list by the parameter's name. */
	async pickFromList(parameter: string, entry: string): Promise<void> {
		const field = await this.openList(parameter);
		await this.listed().filter({ hasText: entry }).click();
		const shown = field.locator(
			'[data-test-id="rlc-input"] input, input[data-test-id="rlc-input"]',
		);
		await this.untilTrue(
			async () => (await shown.first().inputValue()).includes(entry),
			`${parameter} shows '${entry}'`,
		);
	}

	/** The entries that a resource locator's list offers. */
	async entriesOf(parameter: string): Promise<string[]> {
		await this.openList(parameter);
		return (await this.listed().allTextContents()).map((text) => text.trim());
	}

	/** Adds a field out of the panel's first collection, such as Additional Fields; Options come last. */
	async addField(field: string): Promise<void> {
		const entry = this.page
			.locator(OPTION)
			.filter({ hasText: new RegExp(`^\\s*${field}\\s*$`) })
			.first();
		const adder = this.page.locator('[data-test-id="collection-parameter-add"]').first();
		await this.untilSeen(entry, async () => await adder.click());
		await entry.click();
	}

	/** Presses "Execute step" in an open panel; n8n has begun with it then. */
	async executeNode(): Promise<void> {
		await this.run(this.page.locator('[data-test-id="node-execute-button"]'));
	}

	/** Waits until the panel's output, or what n8n says about the run, has a text. */
	async untilTold(text: string | RegExp): Promise<void> {
		await this.page.getByText(text).locator('visible=true').first().waitFor();
	}

	/** Waits until the open panel's output has a text in it. */
	async outputTells(text: string | RegExp): Promise<void> {
		const output = this.page.locator('[data-test-id="output-panel"]');
		await output.getByText(text).locator('visible=true').first().waitFor();
	}

	/** Has a trigger wait no longer. */
	async stopListening(): Promise<void> {
		await this.page.locator('[data-test-id="trigger-execute-button"]').click();
		await this.page.locator('[data-test-id="trigger-listening"]').waitFor({ state: 'hidden' });
	}

	/** A parameter's field by the parameter's name. */
	parameter(name: string): Locator {
		return this.page.locator(`[data-test-id="parameter-input-${name}"]`).first();
	}

	/** What a person would look at who wonders why it did not go on: no values, so no secrets. */
	async report(): Promise<string> {
		const texts = async (found: Locator) =>
			(await found.allInnerTexts().catch(() => [])).map((text) => text.trim()).filter(Boolean);
		const said = {
			Toasts: await texts(this.toasts()),
			'Dialogs and drop-downs': await texts(
				this.page.locator('[role="dialog"]:visible, [role="listbox"]:visible'),
			),
			'What is wrong with the node': await texts(
				this.page.locator('[data-test-id="node-issues"], [data-test-id^="node-error-"]'),
			),
			"The editor's last calls": this.calls.last(15),
		};
		return Object.entries(said)
			.map(([what, lines]) => `${what}: ${lines.join('\n  ').slice(0, 2_000) || 'none'}`)
			.join('\n');
	}

	async picture(file: string): Promise<void> {
		await this.page.screenshot({ path: file });
	}

	private listed(): Locator {
		return this.page.locator('[data-test-id="rlc-item"]:visible');
	}

	private async openList(parameter: string): Promise<Locator> {
		const field = this.page.locator(`[data-test-id="resource-locator-${parameter}"]`).first();
		await this.untilSeen(this.listed().first(), async () => {
			await field.locator('[data-test-id="rlc-input"]').first().click();
		});
		return field;
	}

	/**
	 * Presses a button until n8n is asked to run. The editor takes back a press that comes before it is
	 * connected with n8n, and says so; and one that meets a button which is being drawn again is lost.
	 */
	private async run(button: Locator): Promise<void> {
		const before = this.calls.runs;
		await button.click();
		let pressed = Date.now();
		for (const end = pressed + LIMIT; this.calls.runs === before; await wait(50)) {
			if (Date.now() > end) throw new Error('n8n was not asked to run it.');
			if (Date.now() - pressed < NO_EFFECT || this.calls.pending > 0) continue;
			await button.click();
			pressed = Date.now();
		}
	}

	/** Whether the workflow as n8n has stored it gets this value into the open node within a time. */
	private async hasStored(value: string, limit: number): Promise<boolean> {
		for (const end = Date.now() + limit; ; await wait(100)) {
			const { nodes } = await this.n8n.rest<{
				nodes: Array<{ name: string; parameters: unknown }>;
			}>('GET', `/workflows/${this.workflow}`);
			const { parameters } = nodes.find(({ name }) => name === this.node) ?? {};
			if (JSON.stringify(parameters).includes(JSON.stringify(value))) return true;
			if (Date.now() > end) return false;
		}
	}

	/** Does something until it shows; again only when it has not. */
	private async untilSeen(seen: Locator, act: () => Promise<void>): Promise<void> {
		let failure: unknown;
		for (const end = Date.now() + LIMIT; Date.now() < end; ) {
			const acted = act().catch((error: unknown) => {
				failure = error;
			});
			await Promise.race([acted, seen.waitFor().catch(() => undefined)]);
			const shown = await seen.waitFor({ timeout: NO_EFFECT }).then(
				() => true,
				() => false,
			);
			if (shown) return;
		}
		throw failure ?? new Error(`It had no effect; waited for ${seen}`);
	}

	private async untilTrue(check: () => Promise<boolean>, what: string): Promise<void> {
		for (const end = Date.now() + LIMIT; Date.now() < end; await wait(50)) {
			if (await check()) return;
		}
		throw new Error(`Waited in vain until ${what}.`);
	}
}
