"""D-Bus for asyncio, on the wire format of jeepney."""
