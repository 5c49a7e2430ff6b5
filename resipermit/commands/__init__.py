"""The command line: which words it knows, and the module that each one lives in."""

COMMANDS = {
    "init": "hall",
    "user": "hall",
    "demo": "demo",
    "import": "import_",
    "search": "find",
    "show": "find",
    "register": "register",
    "accept": "application",
    "review": "application",
    "issue": "application",
    "endorse": "permit",
    "replace": "permit",
    "change": "permit",
    "cancel": "permit",
    "revoke": "permit",
    "card": "card",
    "verify": "card",
    "stock": "stock",
    "assess": "assess",
    "rules": "rules",
}
