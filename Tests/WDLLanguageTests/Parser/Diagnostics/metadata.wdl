version 1.3

workflow w {
  meta {
    a: 1 + 2
    b: name
    c: "x~{y}"
    d: [1 2]
    e: {f: 1 g: 2}
    h: -
  }
}
