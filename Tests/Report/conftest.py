"""Reports as a person sees them: pages that martlet wrote, in Chromium without a screen."""

import base64
import json
import os
import pathlib
import shutil
import subprocess

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.support.ui import WebDriverWait

MARTLET = os.environ.get("MARTLET") or shutil.which("martlet") or "martlet"
# Seconds until something that is never drawn counts as missing.
PATIENCE = 30
DESKTOP, PHONE = (1280, 900), (390, 844)
TALLEST_PICTURE = 6_000


def martlet(*arguments, folder, status=0):
    """Runs the program and returns what it says on stdout."""
    result = subprocess.run([MARTLET, *map(str, arguments)], cwd=folder, capture_output=True, text=True, timeout=300)
    assert result.returncode == status, result.stderr
    return result.stdout


class Page:
    """A page of the browser, with what it asked the network for and what it complained of."""

    def __init__(self, driver):
        self.driver = driver

    def open(self, place, size=DESKTOP, scheme="light"):
        """Opens a file, or an address."""
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": scheme}]})
        self.driver.get(place if str(place).startswith("http") else pathlib.Path(place).as_uri())
        return self

    def ask(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def wait(self, script):
        """Waits until a script returns something, and gives that."""
        return WebDriverWait(self.driver, PATIENCE, 0.05).until(lambda driver: driver.execute_script(script))

    def texts(self, selector):
        return self.ask("return [...document.querySelectorAll(arguments[0])].map((node) => node.innerText)", selector)

    def complaints(self):
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def press(self, *keys):
        """Presses keys where the focus is."""
        ActionChains(self.driver).send_keys(*keys).perform()

    def requests(self, own="file://"):
        """The addresses that were asked for beside the page's own."""
        messages = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        urls = [each["params"]["request"]["url"] for each in messages if each["method"] == "Network.requestWillBeSent"]
        return [url for url in urls if not url.startswith(own)]

    def picture(self, name):
        """Keeps a picture where REPORT_PICTURES says, for a person to look at."""
        folder = os.environ.get("REPORT_PICTURES")
        if not folder:
            return
        height = min(self.ask("return document.documentElement.scrollHeight"), TALLEST_PICTURE)
        clip = {"x": 0, "y": 0, "width": self.ask("return window.innerWidth"), "height": height, "scale": 1}
        picture = self.driver.execute_cdp_cmd(
            "Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})
        pathlib.Path(folder, name + ".png").write_bytes(base64.b64decode(picture["data"]))


@pytest.fixture(scope="session")
def page():
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for argument in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    yield Page(driver)
    driver.quit()
