{
    "name": "${{ values.edition }}: base",
    "summary": "What every other add-on of this edition needs",
    "version": "${{ values.series }}.1.0.0",
    "license": "LGPL-3",
    "depends": ["base"],
    "installable": True,
}
