"""Taking in reports: bytes of any kind become Documents. Heavy libraries are imported only when their format comes."""
