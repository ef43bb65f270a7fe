import type { Locator, Page } from 'playwright-core';
import type { TestN8n } from '../../server/support/n8n.mts';

/** n8n's editor, as a person uses it. */
export class Editor {
	private readonly page: Page;
	private readonly n8n: TestN8n;

	constructor(page: Page, n8n: TestN8n) {
		this.page = page;
		this.n8n = n8n;
	}

	async logIn(): Promise<void> {
		const { email, password } = this.n8n.owner;
		await this.page.goto(`${this.n8n.url}/signin`);
		await this.page.locator('input[type=email]').fill(email);
		await this.page.locator('input[type=password]').fill(password);
		await this.page.keyboard.press('Enter');
		await this.page.waitForURL(/\/(home|workflow)/);
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.n8n.url}/workflow/${id}`);
		await this.page.locator('[data-test-id="canvas-node"]').first().waitFor();
	}

	/** Presses "Execute workflow" and waits for n8n's word on how it went. */
	async executeWorkflow(): Promise<string> {
		await this.page.locator('[data-test-id="execute-workflow-button"]').first().click();
		const toast = this.page.locator('.el-notification, [role="alert"]').first();
		await toast.waitFor();
		return (await toast.textContent()) ?? '';
	}

	/** The nodes that the canvas marks as having succeeded. */
	succeededNodes(): Locator {
		return this.page.locator('[data-test-id="canvas-node-status-success"]');
	}

	/** Opens a node's panel by its name. */
	async openNode(name: string): Promise<void> {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
		await this.page.locator('[data-test-id="node-parameters"]').waitFor();
	}

	async closeNode(): Promise<void> {
		await this.page.locator('[data-test-id="ndv-close-button"]').click();
	}

	/** Chooses an option of a drop-down by the parameter's name. */
	async choose(parameter: string, option: string): Promise<void> {
		await this.parameter(parameter).locator('input, .el-select').first().click();
		await this.page
			.locator('.el-select-dropdown__item:visible, [role="option"]:visible')
			.filter({ hasText: option })
			.first()
			.click();
	}

	/** Picks an entry of a resource locator's list by the parameter's name. */
	async pickFromList(parameter: string, entry: string): Promise<void> {
		const locator = this.page.locator(`[data-test-id="resource-locator-${parameter}"]`).first();
		await locator.locator('[data-test-id="rlc-input"]').click();
		await this.page.locator('[data-test-id="rlc-item"]:visible').filter({ hasText: entry }).click();
		const chosen = locator.locator(
			'[data-test-id="rlc-input"] input, input[data-test-id="rlc-input"]',
		);
		await chosen.first().waitFor();
	}

	/** The entries that a resource locator's list offers. */
	async entriesOf(parameter: string): Promise<string[]> {
		const locator = this.page.locator(`[data-test-id="resource-locator-${parameter}"]`).first();
		await locator.locator('[data-test-id="rlc-input"]').click();
		const items = this.page.locator('[data-test-id="rlc-item"]:visible');
		await items.first().waitFor();
		return (await items.allTextContents()).map((text) => text.trim());
	}

	/** Adds a field out of the panel's last collection, such as Additional Fields. */
	async addField(field: string): Promise<void> {
		await this.page.locator('[data-test-id="collection-parameter-add"]').last().click();
		await this.page
			.locator(
				'[role="option"]:visible, [role="menuitem"]:visible, .el-select-dropdown__item:visible',
			)
			.filter({ hasText: new RegExp(`^\\s*${field}\\s*$`) })
			.first()
			.click();
	}

	/** Presses "Execute step" in an open panel. */
	async executeNode(): Promise<void> {
		await this.page.locator('[data-test-id="node-execute-button"]').click();
	}

	parameter(name: string): Locator {
		return this.page.locator(`[data-test-id="parameter-input-${name}"]`).first();
	}

	async picture(file: string): Promise<void> {
		await this.page.screenshot({ path: file });
	}
}
