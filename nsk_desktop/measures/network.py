"""The shape of a network: how dense it is, in how many groups it falls apart, and who stands alone."""

from collections.abc import Iterable
from dataclasses import dataclass

Edge = tuple[str, str]
"""Two nodes that are tied, in either order."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A network counted. A pair that is tied twice is one tie."""

    nodes: int
    ties: int
    density: float | None
    """Ties of all that are possible; None where there are not two nodes to tie."""
    groups: int
    """How many parts hang together by themselves; whoever stands alone is one."""
    alone: frozenset[str]
    """The nodes without a tie."""

    @property
    def possible(self) -> int:
        return self.nodes * (self.nodes - 1) // 2


def shape(nodes: Iterable[str], edges: Iterable[Edge]) -> Shape:
    """The shape of the network of *nodes*; an edge to anything else, or from a node to itself, is left out."""
    import networkx  # a quarter of a second, and only figures of cooperation need it

    graph = networkx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from((one, other) for one, other in edges if one != other and one in graph and other in graph)
    number = graph.number_of_nodes()
    return Shape(
        nodes=number,
        ties=graph.number_of_edges(),
        density=networkx.density(graph) if number > 1 else None,
        groups=networkx.number_connected_components(graph),
        alone=frozenset(networkx.isolates(graph)),
    )


def without(node: str, nodes: Iterable[str], edges: Iterable[Edge]) -> Shape:
    """The shape that is left when *node* is taken out, and every tie to it."""
    return shape([one for one in nodes if one != node], [edge for edge in edges if node not in edge])
