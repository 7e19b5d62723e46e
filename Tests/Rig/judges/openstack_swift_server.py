"""Runs one server of OpenStack Swift with settings that do not lie under /etc/swift.

usage: openstack_swift_server.py account|container|object|proxy SETTINGS SWIFT_CONF
"""
import sys

import eventlet

eventlet.monkey_patch()

from swift.common import utils  # noqa: E402
from swift.common.utils import config  # noqa: E402

kind, settings, swift_conf = sys.argv[1:4]
config.SWIFT_CONF_FILE = utils.SWIFT_CONF_FILE = swift_conf

from swift.common.wsgi import run_wsgi  # noqa: E402

sys.exit(run_wsgi(settings, f"{kind}-server", verbose=True))
