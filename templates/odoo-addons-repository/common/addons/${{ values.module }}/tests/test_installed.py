from odoo.tests.common import TransactionCase


class TestInstalled(TransactionCase):
    def test_installed(self):
        module = self.env["ir.module.module"].search(
            [("name", "=", "${{ values.module }}")]
        )
        self.assertIn(module.state, ("installed", "to install", "to upgrade"))
