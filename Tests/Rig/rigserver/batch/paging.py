"""Pages of at most 100 records."""
import base64

LARGEST_PAGE = 100


class Paging:
    def page(self, items, parameters):
        """(the page that is asked for, the next token or None)."""
        size = min(parameters.get("maxResults") or LARGEST_PAGE, LARGEST_PAGE)
        token = parameters.get("nextToken")
        start = int(base64.b64decode(token)) if token else 0
        end = start + size
        following = base64.b64encode(str(end).encode()).decode() if end < len(items) else None
        return items[start:end], following
