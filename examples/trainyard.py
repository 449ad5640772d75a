"""A small client of Trainyard for notebooks; nothing beside Python's own library.

    yard = Trainyard()                                       # http://localhost:8080
    iris = yard.upload("iris.csv")
    job = yard.train(dataset=iris["id"], target="species", network={"hidden": [16]})
    yard.predict(job["model"], [{"sepal_length": 5.1, ...}])
"""
import json
import pathlib
import urllib.error
import urllib.parse
import urllib.request


class Problem(Exception):
    """What the service says of a wrong request: `type`, `title`, `detail`, `field` … are in `problem`."""

    def __init__(self, status, problem):
        super().__init__(f"{status}: {problem.get('detail') or problem.get('title')} {problem.get('hint', '')}".rstrip())
        self.status, self.problem = status, problem


class Trainyard:
    def __init__(self, url="http://localhost:8080"):
        self.url = url.rstrip("/") + "/api/v1"

    def request(self, method, path, body=None, headers=None, **query):
        """One call; `body` is bytes or becomes JSON; the answer is parsed if it is JSON."""
        url = f"{self.url}{path}" + ("?" + urllib.parse.urlencode(query) if query else "")
        headers = dict(headers or {})
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(urllib.request.Request(url, body, headers, method=method)) as answer:
                content = answer.read()
                return json.loads(content) if "json" in answer.headers.get_content_type() else content
        except urllib.error.HTTPError as error:
            content = error.read()
            raise Problem(error.code, json.loads(content) if "json" in error.headers.get_content_type() else {}) from None

    def upload(self, file, **options):
        """Stores a file as a data set; options such as name, format, separator."""
        path = pathlib.Path(file)
        options.setdefault("name", path.name.split(".")[0])
        return self.request("POST", "/datasets", path.read_bytes(), {"Content-Type": "application/octet-stream"}, **options)

    def generate(self, generator, **arguments):
        return self.request("POST", "/datasets/generate", {"generator": generator, "name": generator, **arguments})

    def rows(self, dataset, offset=0, limit=50):
        """Rows of a data set as they are stored, each by column name."""
        return self.request("GET", f"/datasets/{dataset['id']}/rows", offset=offset, limit=limit)["items"]

    def validate(self, **specification):
        """What is wrong with a specification, what is seldom wanted, every default, and what it would cost."""
        return self.request("POST", "/jobs/validate", specification)

    def submit(self, **specification):
        return self.request("POST", "/jobs", specification)

    def cancel(self, job):
        return self.request("POST", f"/jobs/{job['id']}/cancel")

    def wait(self, job, show=lambda job: None):
        """The job once it has ended; `show` is called with each state on the way."""
        while not job["done"]:
            show(job)
            job = self.request("GET", f"/jobs/{job['id']}", headers={"Prefer": "wait=10"})
        show(job)
        if job["state"] != "SUCCEEDED":
            raise Problem(0, job.get("failure") or {"title": job["state"]})
        return job

    def train(self, **specification):
        return self.wait(self.submit(**specification))

    def curve(self, job, max_points=1000):
        """The learning curve: a list with a dictionary for each epoch."""
        return self.request("GET", f"/jobs/{job['id']}/metrics", maxPoints=max_points)["epochs"]

    def diagnostics(self, job):
        return self.request("GET", f"/jobs/{job['id']}/diagnostics")

    def predict(self, model, instances):
        """Predictions for rows, each by column name or in the schema's order; `model` is a name or {"name", "version"}."""
        return self.request("POST", f"/models/{self.path(model)}/predict", {"instances": instances})["predictions"]

    def evaluation(self, model):
        """The evaluation that was made at the end of training."""
        return self.request("GET", f"/models/{self.path(model, pinned=True)}/evaluation")

    def evaluate(self, model, dataset):
        """How good a model is on a data set, by its id or name."""
        return self.request("POST", f"/models/{self.path(model)}/evaluate", {"dataset": dataset})

    def importance(self, model, dataset, repeats=5, seed=1):
        """What each input is worth to a model, the most important first."""
        return self.request("GET", f"/models/{self.path(model, pinned=True)}/importance", dataset=dataset, repeats=repeats, seed=seed)["inputs"]

    def card(self, model):
        """The card of a model, in Markdown."""
        return self.request("GET", f"/models/{self.path(model, pinned=True)}/card").decode()

    def export(self, model, file="model.trainyard"):
        """The bytes of model.trainyard, model.onnx or model.safetensors."""
        return self.request("GET", f"/models/{self.path(model, pinned=True)}/files/{file}")

    def reproduce(self, model):
        """Trains a version again and says whether every bit is equal."""
        return self.wait(self.request("POST", f"/models/{self.path(model, pinned=True)}/reproduce"))["reproduction"]

    def path(self, model, pinned=False):
        """A name asks the newest version; some calls need to know which that is."""
        if isinstance(model, str) and pinned:
            model = self.request("GET", f"/models/{model}")
        return model if isinstance(model, str) else f"{model['name']}/versions/{model['version']}"
